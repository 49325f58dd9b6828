package dev.chatstack.synthesis;

import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.CapacityText;
import dev.chatstack.capacity.NodesNeeded;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.config.values.NodeCount;
import dev.chatstack.stacks.EnvironmentStacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The number of nodes of environments whose files say for how many people they are and not how many nodes. */
final class NodeChoice {
    private NodeChoice() {}

    /** Those of {@code environments} whose number of nodes is to be chosen. */
    static List<Environment> undecided(List<Environment> environments) {
        return environments.stream()
                .filter(environment -> environment.choices().undecidedNodes().isPresent())
                .toList();
    }

    /**
     * The {@code undecided} environments with as many nodes as their pods need, which are read from {@code stacks}: synthesized with
     * any number of nodes.
     *
     * @throws UserError naming every environment for which no number can be chosen
     */
    static List<Environment> decide(List<Environment> undecided, Path stacks) {
        List<Environment> decided = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Environment environment : undecided) {
            Capacity capacity = Capacity.of(
                    EnvironmentStacks.read(environment, stacks),
                    Clouds.of(environment).nodes());
            Optional<NodeCount> needed = capacity.isKnown() ? NodesNeeded.of(capacity) : Optional.empty();
            Function<NodeCount, Environment> withNodes =
                    environment.choices().undecidedNodes().orElseThrow();
            try {
                needed.ifPresentOrElse(
                        count -> decided.add(withNodes.apply(count)),
                        () -> problems.add(environment.name()
                                + ": workersCount is left to chat.concurrentUsers, but cannot be chosen: "
                                + reason(capacity)));
            } catch (ConfigException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(String.join("\n", problems));
        }
        return decided;
    }

    private static String reason(Capacity capacity) {
        return capacity.isKnown()
                ? "no number of nodes of this size will do; it fits with " + CapacityText.remedies(capacity)
                : "nothing is known here of "
                        + String.join(", ", capacity.unknown().stream().sorted().toList())
                        + "; set workersCount and maxWorkersCount";
    }
}
