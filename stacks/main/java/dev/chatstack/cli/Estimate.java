package dev.chatstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.cli.estimate.EstimateJson;
import dev.chatstack.cli.estimate.EstimateText;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says what the environments take. */
@Command(name = "estimate", description = "Prints nodes, pods, disks and cost per month, and whether everything fits.")
final class Estimate implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Option(names = "--json", description = "print JSON for other programs: nodes, pods and verdicts")
    private boolean json;

    @Option(
            names = "--nodes",
            paramLabel = "FILE",
            description =
                    "for an existing cluster: a file with the output of `kubectl get nodes,csinodes,pods -A -o json`")
    private Optional<Path> nodes = Optional.empty();

    @Override
    public void run() {
        List<Environment> environments = chatstack.selection().all();
        Optional<JsonNode> cluster = nodes.map(chatstack.workplace()::typed).map(Estimate::read);
        String text = chatstack
                .workplace()
                .synthesis(environments)
                .inTemporaryFolder(stacks -> json
                        ? EstimateJson.of(environments, stacks, cluster)
                        : String.join("\n", EstimateText.of(environments, stacks, cluster)));
        System.out.println(text);
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UserError("--nodes: " + file + " must be a file of JSON: " + e.getMessage());
        }
    }
}
