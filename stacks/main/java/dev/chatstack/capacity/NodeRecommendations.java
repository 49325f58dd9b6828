package dev.chatstack.capacity;

import dev.chatstack.capacity.nodes.MachineType;
import dev.chatstack.capacity.nodes.MachineTypes;
import dev.chatstack.capacity.nodes.NodePool;
import dev.chatstack.config.values.NodeCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The smallest changes of number or size of the nodes with which every pod fits, written as settings of the environment's file. */
final class NodeRecommendations {
    private static final int MORE_NODES = 20;

    private NodeRecommendations() {}

    /** A larger number of nodes and a larger machine type, if either is enough. */
    static List<String> of(Capacity capacity) {
        List<String> remedies = new ArrayList<>();
        moreNodes(capacity).ifPresent(remedies::add);
        largerNodes(capacity).ifPresent(remedies::add);
        return remedies;
    }

    private static Optional<String> moreNodes(Capacity capacity) {
        int now = capacity.nodes().open().stream()
                .mapToInt(pool -> pool.count().most())
                .sum();
        for (int total = now + 1; total <= Math.min(now + MORE_NODES, NodeCount.LIMIT); total++) {
            if (fits(capacity.on(capacity.nodes().withLargest(total)))) {
                return Optional.of(setting(capacity, "maxWorkersCount") + ": " + total);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> largerNodes(Capacity capacity) {
        NodePool first = capacity.nodes().open().get(0);
        for (MachineType larger : MachineTypes.larger(first.cloud().name(), first.machine())) {
            if (fits(capacity.on(capacity.nodes().with(pool -> pool.with(larger))))) {
                return Optional.of(setting(capacity, first.cloud().setting(larger)));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Capacity capacity) {
        return Assessment.atLargest(capacity).verdict() != Schedulability.Verdict.NEVER;
    }

    /** The path of the setting {@code key} of the nodes on which the environment's own pods run. */
    static String setting(Capacity capacity, String key) {
        boolean userPool = capacity.nodes().open().get(0).name().equals("user");
        return (userPool ? "cloud.userNodes." : "cloud.nodes.") + key;
    }
}
