package dev.chatstack.cli;

import dev.chatstack.cli.steps.LastSynth;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.upgrade.Judgement;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Reads the environment files and nothing else. */
@Command(
        name = "check",
        description = "Reads the environment files and says what is wrong with them, also against the last synth.")
final class Check implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Override
    public void run() {
        List<String> refused = new ArrayList<>();
        chatstack.selection().each(environment -> {
            List<Judgement> judgements = LastSynth.of(chatstack.workplace().output(), environment);
            for (Judgement judgement : judgements) {
                if (judgement.isRefused()) {
                    refused.add(environment.name() + ": chat.version: " + judgement.words());
                } else {
                    System.err.println(
                            "warning: " + environment.name() + ": chat.version: DATA IS AT RISK: " + judgement.words());
                }
            }
            if (judgements.stream().noneMatch(Judgement::isRefused)) {
                System.out.println(environment.name() + ": ok");
            }
        });
        if (!refused.isEmpty()) {
            throw new UserError(String.join("\n", refused));
        }
    }
}
