package dev.chatstack.cli;

import dev.chatstack.cli.steps.SecretSteps;
import dev.chatstack.host.TerraformWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints how to make the Secrets that only a person can make. */
@Command(
        name = "secrets",
        description = "Prints the commands that create your own Secrets. Run them before the first deploy.")
final class Secrets implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Override
    public void run() {
        TerraformWords words = TerraformWords.of(chatstack.workplace().variables());
        new SecretSteps(chatstack.selection().one(), words).lines().forEach(System.out::println);
    }
}
