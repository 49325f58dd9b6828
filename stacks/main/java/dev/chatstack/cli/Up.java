package dev.chatstack.cli;

import dev.chatstack.config.Environment;
import dev.chatstack.host.DockerDeployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Starts an environment on a Docker host. */
@Command(
        name = "up",
        description = "Starts an environment on a Docker host, waits until the chat answers and prints where it is.")
final class Up implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Override
    public void run() {
        synthesized(chatstack).up();
    }

    /** The environment that is named, with its stacks written. */
    static DockerDeployment synthesized(Chatstack chatstack) {
        Workplace workplace = chatstack.workplace();
        Environment environment = chatstack.selection().one();
        DockerDeployment deployment =
                new DockerDeployment(environment, workplace.output(), workplace.variables(), DockerDeployment.PAUSE);
        Synth.run(chatstack, false);
        return deployment;
    }
}
