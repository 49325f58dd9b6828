package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A search for any placement of pods, including placements that a scheduler that never moves a pod misses. The search tries every
 * placement that makes a difference, largest pods first, and gives up after a number of steps, because the problem is NP-hard.
 */
final class Packing {
    /** The result of a search. */
    enum Answer {
        /** there is a placement */
        POSSIBLE,
        /** there is no placement */
        IMPOSSIBLE,
        /** no placement was found within the steps */
        UNKNOWN
    }

    private final SimulatedCluster cluster;
    private final List<PodDemand> pods;
    private long steps;

    private Packing(SimulatedCluster cluster, List<PodDemand> pods, long steps) {
        this.cluster = cluster;
        this.pods = pods;
        this.steps = steps;
    }

    /** Asks for {@code pods} on what is free of {@code cluster}, which is as before afterwards, in at most {@code steps} trials. */
    static Answer of(SimulatedCluster cluster, List<PodDemand> pods, long steps) {
        if (tooMuch(cluster, pods)) {
            return Answer.IMPOSSIBLE;
        }
        ComputeResources largest =
                pods.stream().map(PodDemand::amount).reduce(ComputeResources.NONE, ComputeResources::or);
        Comparator<PodDemand> bySize = Comparator.comparingDouble(pod -> -size(pod.amount(), largest));
        List<PodDemand> ordered =
                pods.stream().sorted(bySize.thenComparing(PodDemand::workload)).toList();
        return new Packing(cluster, ordered, steps).search(0, 0);
    }

    /** Whether sums alone rule a placement out: the sum of requests, or the number of pods that need a node each. */
    private static boolean tooMuch(SimulatedCluster cluster, List<PodDemand> pods) {
        ComputeResources free = ComputeResources.NONE;
        for (int i = 0; i < cluster.nodes().size(); i++) {
            free = free.plus(cluster.free(i).or(ComputeResources.NONE));
        }
        ComputeResources asked = ComputeResources.NONE;
        Map<String, Integer> apart = new HashMap<>();
        for (PodDemand pod : pods) {
            asked = asked.plus(pod.amount());
            apart.merge(pod.workload(), pod.apart() ? 1 : 0, Integer::sum);
        }
        return !asked.fitsInto(free)
                || apart.values().stream()
                        .anyMatch(count -> count > cluster.nodes().size());
    }

    /** Pods that are alike go to nodes in ascending order: any other order is the same placement again. */
    private Answer search(int next, int from) {
        if (next == pods.size()) {
            return Answer.POSSIBLE;
        }
        PodDemand pod = pods.get(next);
        boolean unknown = false;
        for (int i = from; i < cluster.nodes().size(); i++) {
            if (!cluster.takes(i, pod) || isAgain(i, from)) {
                continue;
            }
            if (steps-- <= 0) {
                return Answer.UNKNOWN;
            }
            cluster.put(i, pod);
            boolean same = next + 1 < pods.size() && pods.get(next + 1).equals(pod);
            // with a limit on the skew of zones the order of pods that are alike does matter
            Answer answer = search(next + 1, same && pod.zoneSkew() == 0 ? i : 0);
            cluster.take(i, pod);
            if (answer == Answer.POSSIBLE) {
                return answer;
            }
            unknown |= answer == Answer.UNKNOWN;
        }
        return unknown ? Answer.UNKNOWN : Answer.IMPOSSIBLE;
    }

    private boolean isAgain(int index, int from) {
        for (int earlier = from; earlier < index; earlier++) {
            if (cluster.alike(earlier, index)) {
                return true;
            }
        }
        return false;
    }

    private static double size(ComputeResources amount, ComputeResources largest) {
        return Math.max(
                (double) amount.cpu() / Math.max(1, largest.cpu()),
                (double) amount.memory() / Math.max(1, largest.memory()));
    }
}
