package dev.chatstack.capacity;

import dev.chatstack.capacity.nodes.MachineType;
import dev.chatstack.capacity.nodes.MachineTypes;
import dev.chatstack.capacity.nodes.NodePool;
import dev.chatstack.config.values.NodeCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The smallest changes of the nodes with which everything fits, in the words of the environment's file. */
final class NodeRecommendations {
    private static final int MORE_NODES = 20;

    private NodeRecommendations() {}

    /** One for the number of nodes and one for their size, as far as there is one. */
    static List<String> of(Capacity capacity) {
        List<String> remedies = new ArrayList<>();
        moreNodes(capacity).ifPresent(remedies::add);
        largerNodes(capacity).ifPresent(remedies::add);
        return remedies;
    }

    private static Optional<String> moreNodes(Capacity capacity) {
        int now = capacity.ours().stream()
                .mapToInt(pool -> pool.count().most())
                .sum();
        for (int total = now + 1; total <= Math.min(now + MORE_NODES, NodeCount.LIMIT); total++) {
            if (fits(capacity.withLargest(total))) {
                return Optional.of(setting(capacity, "maxWorkersCount") + ": " + total);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> largerNodes(Capacity capacity) {
        NodePool first = capacity.ours().get(0);
        for (MachineType larger : MachineTypes.larger(first.cloud(), first.machine())) {
            if (fits(capacity.with(pool -> pool.with(larger)))) {
                String setting = first.cloud().equals("aws") ? "machineTypes" : "machineType";
                String value = first.cloud().equals("aws") ? "[" + larger.name() + "]" : larger.name();
                return Optional.of(setting(capacity, setting) + ": " + value);
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Capacity capacity) {
        return Assessment.atLargest(capacity).verdict() != Schedulability.Verdict.NEVER;
    }

    /** {@code key} of the nodes on which our own pods run, as a file says it. */
    static String setting(Capacity capacity, String key) {
        boolean userPool = capacity.ours().get(0).name().equals("user");
        return (userPool ? "cloud.userNodes." : "cloud.nodes.") + key;
    }
}
