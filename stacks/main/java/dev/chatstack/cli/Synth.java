package dev.chatstack.cli;

import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.Forecast;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Writes the stacks and says what they will take. */
@Command(name = "synth", description = "Writes the Terraform stacks of the environments to cdktf.out; the default.")
final class Synth implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Override
    public void run() {
        write(chatstack.workplace(), chatstack.selection().all());
    }

    /** Writes the stacks of {@code environments}, unless one of them can never have room on its nodes. */
    static void write(Workplace workplace, List<Environment> environments) {
        // nobody waits for it, and what it could not do is only slower later
        var unused = CompletableFuture.runAsync(Forecast::rehearse);
        workplace.synthesis(environments).writeTo(workplace.output(), stacks -> Forecast.of(environments, stacks)
                .forEach(System.out::println));
    }
}
