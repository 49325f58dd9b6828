package dev.chatstack.cli;

import dev.chatstack.cli.manifests.KubernetesObjects;
import dev.chatstack.config.Environment;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints the Kubernetes objects of the environments. */
@Command(
        name = "manifests",
        description = "Prints the Kubernetes objects of the environments as YAML, without those of charts.")
final class Manifests implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Override
    public void run() {
        List<Environment> environments = chatstack.selection().all();
        System.out.print(chatstack
                .workplace()
                .synthesis(environments)
                .<String>inTemporaryFolder(stacks -> KubernetesObjects.of(environments, stacks)));
    }
}
