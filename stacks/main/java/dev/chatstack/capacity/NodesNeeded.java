package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import dev.chatstack.config.values.NodeCount;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The number of nodes that an environment needs, of the size that its nodes have. */
public final class NodesNeeded {
    private NodesNeeded() {}

    /**
     * The minimum has room for every pod that always runs. The maximum has room for the autoscalers' maximum, for each task
     * next to the
     * pods that always run, and for the pods of a failed zone whose disks are elsewhere. Empty when no number of nodes is enough.
     */
    public static Optional<NodeCount> of(Capacity capacity) {
        return fewest(capacity)
                .map(fewest ->
                        new NodeCount(fewest, most(capacity.on(capacity.nodes().withSmallest(fewest)), fewest)));
    }

    private static int most(Capacity capacity, int fewest) {
        int atBest = waitingForAZone(capacity.on(capacity.nodes().withLargest(NodeCount.LIMIT)));
        return IntStream.range(fewest, NodeCount.LIMIT)
                .filter(total -> isEnough(capacity.on(capacity.nodes().withLargest(total)), atBest))
                .findFirst()
                .orElse(NodeCount.LIMIT);
    }

    /** The fewest nodes in the open pools on which every pod that always runs fits, in any order; empty when none is enough. */
    static Optional<Integer> fewest(Capacity capacity) {
        return IntStream.rangeClosed(capacity.nodes().open().size(), NodeCount.LIMIT)
                .filter(total -> fits(capacity.nodes().withSmallest(total).smallest(), capacity, capacity.services()))
                .boxed()
                .findFirst();
    }

    private static boolean isEnough(Capacity capacity, int atBest) {
        return fits(capacity.largest(), capacity, capacity.mostServices())
                && Assessment.atLargest(capacity).verdict() == Schedulability.Verdict.ALWAYS
                && waitingForAZone(capacity) <= atBest;
    }

    private static boolean fits(List<Node> nodes, Capacity capacity, List<PodDemand> pods) {
        return Schedulability.of(nodes, capacity.daemons(), pods).verdict() == Schedulability.Verdict.ALWAYS;
    }

    private static int waitingForAZone(Capacity capacity) {
        return Outage.ofOneZone(capacity).pending().size();
    }
}
