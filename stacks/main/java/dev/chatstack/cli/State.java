package dev.chatstack.cli;

import dev.chatstack.cli.steps.StateStoreScript;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.deploy.LostState;
import dev.chatstack.deploy.StackDeployments;
import dev.chatstack.deploy.Terminal;
import dev.chatstack.host.RollingReplacement;
import dev.chatstack.live.Kubectl;
import dev.chatstack.live.LateCluster;
import dev.chatstack.stacks.EnvironmentStacks;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes the place where Terraform keeps an environment's state, or prints how; finds again what a lost state knew. */
@Command(
        name = "state",
        description = {
            "Prints the commands that create the Terraform state bucket, or runs them.",
            "--rebuild: if the state is lost, finds what is deployed and writes import blocks for it. Then run `up`."
        })
final class State implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Option(names = "--apply", description = "run the commands with your current sign-in; you can repeat this")
    private boolean apply;

    @Option(
            names = "--rebuild",
            description =
                    "the state is lost: write import blocks for everything that is deployed; changes nothing that runs")
    private boolean rebuild;

    @Option(names = "--yes", description = "with --rebuild: note the Secrets in the state without a question")
    private boolean yes;

    @Override
    public Integer call() {
        if (rebuild) {
            return rebuild(chatstack.selection().one());
        }
        StateStoreScript script = new StateStoreScript(chatstack.selection().one());
        if (apply) {
            return script.run();
        }
        System.out.print(script.text());
        return ExitCode.OK;
    }

    private int rebuild(Environment environment) {
        Workplace workplace = chatstack.workplace();
        Terminal terminal = new Terminal(System.in, System.out, yes);
        StackDeployments stacks = new StackDeployments(
                workplace.output(), workplace.variables(), terminal, false, RollingReplacement.PAUSE);
        Synth.run(chatstack, false);
        boolean complete =
                switch (Clouds.of(environment)) {
                    case ClusterCloud cloud -> {
                        try (LateCluster cluster =
                                new LateCluster(() -> Kubectl.signIn(cloud, workplace.kubeconfig()))) {
                            yield new LostState(environment.name(), stacks, Map.of(), cluster, terminal)
                                    .rebuild(EnvironmentStacks.names(environment));
                        }
                    }
                    case HostCloud host ->
                        new LostState(
                                        environment.name(),
                                        stacks,
                                        host.engine()
                                                .map(engine -> Map.of("DOCKER_HOST", engine))
                                                .orElse(Map.of()),
                                        () -> {
                                            throw new IllegalStateException("a Docker host has no cluster");
                                        },
                                        terminal)
                                .rebuild(EnvironmentStacks.names(environment));
                };
        terminal.say("");
        terminal.say(
                complete
                        ? "Next: ./chatstack up -e " + environment.name()
                                + (Clouds.of(environment) instanceof HostCloud
                                        ? ". It replaces all containers, which Terraform cannot read back; volumes stay"
                                        : ". Read its plans: nothing may be replaced or deleted")
                        : "Next: complete the blocks in import.tf that begin with #, then ./chatstack up -e "
                                + environment.name());
        return complete ? ExitCode.OK : ExitCode.USAGE;
    }
}
