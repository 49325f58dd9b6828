package dev.chatstack.cli.life;

import dev.chatstack.cli.Workplace;
import dev.chatstack.deploy.StackDeployments;
import dev.chatstack.deploy.Terminal;
import dev.chatstack.host.RollingReplacement;
import picocli.CommandLine.Option;

/** The options of the commands that deploy and remove. */
final class DeployOptions {
    @Option(
            names = "--yes",
            description = "answer yes to every question, for CI; plans that delete people's data still stop")
    private boolean yes;

    @Option(names = "--verbose", description = "show everything that Terraform prints")
    private boolean verbose;

    Terminal terminal() {
        return new Terminal(System.in, System.out, yes);
    }

    StackDeployments stacks(Workplace workplace, Terminal terminal) {
        return new StackDeployments(
                workplace.output(), workplace.variables(), terminal, verbose, RollingReplacement.PAUSE);
    }
}
