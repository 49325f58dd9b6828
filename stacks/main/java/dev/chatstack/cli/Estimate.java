package dev.chatstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cli.answers.Estimated;
import dev.chatstack.cli.answers.Format;
import dev.chatstack.cli.compare.Comparison;
import dev.chatstack.cli.compare.Revision;
import dev.chatstack.cli.estimate.EnvironmentEstimate;
import dev.chatstack.cli.estimate.EstimateText;
import dev.chatstack.config.Environment;
import dev.chatstack.cost.Bill;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says what the environments take. */
@Command(name = "estimate", description = "Prints nodes, pods, disks and cost per month, and whether everything fits.")
final class Estimate implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Mixin
    private Format format;

    @Option(
            names = "--nodes",
            paramLabel = "FILE",
            description =
                    "for an existing cluster: a file with the output of `kubectl get nodes,csinodes,pods -A -o json`")
    private Optional<Path> nodes = Optional.empty();

    @Option(
            names = "--against",
            paramLabel = "REV",
            description = "also say how the cost differs from that of a git revision, such as origin/main")
    private Optional<String> against = Optional.empty();

    @Override
    public Integer call() {
        List<Environment> environments = chatstack.selection().all();
        Optional<JsonNode> cluster = nodes.map(chatstack.workplace()::typed).map(Estimate::read);
        Map<String, Bill> before =
                against.map(revision -> bills(environments, revision)).orElse(Map.of());
        List<Estimated.One> answers = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (EnvironmentEstimate estimate : estimates(environments, cluster)) {
            Optional<Bill> then =
                    Optional.ofNullable(before.get(estimate.environment().name()));
            answers.add(Estimated.One.of(estimate, then));
            lines.addAll(EstimateText.of(estimate, then, against.orElse("")));
        }
        return format.print(new Estimated(answers), ExitCode.OK, lines);
    }

    private List<EnvironmentEstimate> estimates(List<Environment> environments, Optional<JsonNode> cluster) {
        return chatstack.workplace().synthesis(environments).inTemporaryFolder(stacks -> environments.stream()
                .map(environment -> EnvironmentEstimate.of(environment, stacks, cluster))
                .toList());
    }

    /** What {@code environments} cost in {@code revision}; one that was not there cost nothing. */
    private Map<String, Bill> bills(List<Environment> environments, String revision) {
        return new Revision(chatstack.workplace(), chatstack.selection().folder(), revision)
                .read(environments, stacks -> {
                    Map<String, Bill> bills = new LinkedHashMap<>();
                    for (Environment environment : environments) {
                        Blueprint blueprint = Comparison.known(environment, stacks);
                        bills.put(environment.name(), Comparison.bill(environment, blueprint));
                    }
                    return bills;
                });
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UserError("--nodes: " + file + " must be a file of JSON: " + e.getMessage());
        }
    }
}
