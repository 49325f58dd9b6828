package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import dev.chatstack.config.values.NodeCount;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How many nodes of the size that it has an environment needs. */
public final class NodesNeeded {
    private NodesNeeded() {}

    /**
     * As many as everything that always runs needs, and as many as let its autoscalers make what they may, find a place for each task
     * beside that, and take up what runs in a zone that is lost, but for what has its disk there. Empty when no number of this size
     * will do.
     */
    public static Optional<NodeCount> of(Capacity capacity) {
        return fewest(capacity).map(fewest -> new NodeCount(fewest, most(capacity.withSmallest(fewest), fewest)));
    }

    private static int most(Capacity capacity, int fewest) {
        int atBest = waitingForAZone(capacity.withLargest(NodeCount.LIMIT));
        return IntStream.range(fewest, NodeCount.LIMIT)
                .filter(total -> isEnough(capacity.withLargest(total), atBest))
                .findFirst()
                .orElse(NodeCount.LIMIT);
    }

    /** The fewest of our own nodes on which everything that always runs fits in whatever order it comes; empty when none will do. */
    static Optional<Integer> fewest(Capacity capacity) {
        return IntStream.rangeClosed(capacity.ours().size(), NodeCount.LIMIT)
                .filter(total -> fits(capacity.withSmallest(total).smallest(), capacity, capacity.services()))
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
