package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Synth;
import dev.chatstack.cli.Workplace;
import dev.chatstack.cli.steps.Readiness;
import dev.chatstack.config.Environment;
import dev.chatstack.deploy.Deployment;
import dev.chatstack.deploy.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Deploys an environment, from nothing or from whatever is there. */
@Command(
        name = "up",
        description = {
            "Deploys an environment: creates the state store, checks this machine, asks for missing Secrets, then plans and"
                    + " applies each stack. It shows each plan and asks before it changes anything.",
            "If it is interrupted, run the same command again to continue."
        })
public final class Up implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Mixin
    private DeployOptions options;

    @Option(names = "--data-at-risk", description = "let --yes also apply a plan that deletes people's data")
    private boolean dataAtRisk;

    @Override
    public void run() {
        Workplace workplace = chatstack.workplace();
        Environment environment = chatstack.selection().one();
        Terminal terminal = options.terminal();
        Synth.run(chatstack, false);
        new Readiness(environment, terminal).demand();
        Deployment deployment = new Deployment(
                environment, workplace.output(), options.stacks(workplace, terminal), workplace.kubeconfig(), terminal);
        Gate.of(workplace, environment, terminal).during(() -> deployment.up(dataAtRisk));
    }
}
