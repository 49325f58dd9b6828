package dev.chatstack.cli;

import dev.chatstack.cli.steps.StateStoreScript;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes the place where Terraform keeps an environment's state, or prints how. */
@Command(name = "state", description = "Prints the commands that create the Terraform state bucket, or runs them.")
final class State implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Option(names = "--apply", description = "run the commands with your current sign-in; you can repeat this")
    private boolean apply;

    @Override
    public Integer call() {
        StateStoreScript script = new StateStoreScript(chatstack.selection().one());
        if (apply) {
            return script.run();
        }
        System.out.print(script.text());
        return ExitCode.OK;
    }
}
