package dev.chatstack.synthesis;

import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.CapacityText;
import dev.chatstack.capacity.NodesNeeded;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.config.values.NodeCount;
import dev.chatstack.stacks.EnvironmentStacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses how many nodes environments have whose files say for how many people they are and not how many nodes. */
final class ChosenNodes {
    private ChosenNodes() {}

    /**
     * The same {@code environments} with the nodes that their pods need, which are read from {@code stacks}: those whose number is
     * open, synthesized with any.
     *
     * @throws UserError naming every environment for which no number can be chosen
     */
    static List<Environment> of(List<Environment> environments, Path stacks) {
        List<Environment> chosen = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Environment environment : environments) {
            if (!environment.chosen().nodesAreOpen()) {
                chosen.add(environment);
                continue;
            }
            Capacity capacity = Capacity.of(
                    EnvironmentStacks.read(environment, stacks), Clouds.of(environment).nodes());
            Optional<NodeCount> needed = capacity.isKnown() ? NodesNeeded.of(capacity) : Optional.empty();
            if (needed.isEmpty()) {
                problems.add(environment.name()
                        + ": workersCount is left to chat.concurrentUsers, but cannot be chosen: " + reason(capacity));
                continue;
            }
            chosen.add(ConfigLoader.load(environment.folder().resolve(environment.name() + ".yaml"), needed.get()));
        }
        if (!problems.isEmpty()) {
            throw new UserError(String.join("\n", problems));
        }
        return chosen;
    }

    private static String reason(Capacity capacity) {
        return capacity.isKnown()
                ? "no number of nodes of this size will do; it fits with " + CapacityText.remedies(capacity)
                : "nothing is known here of "
                        + String.join(", ", capacity.unknown().stream().sorted().toList())
                        + "; set workersCount and maxWorkersCount";
    }
}
