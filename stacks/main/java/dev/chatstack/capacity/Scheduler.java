package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Places pods one after the other, as the scheduler of Kubernetes does: it never moves a pod, and of the nodes that can take one it
 * prefers those with most to spare, evenly used, and away from the pod's like. Ties it breaks at random; here the first node wins, and
 * whoever wants to know what chance can do tries many orders.
 */
final class Scheduler {
    private final SimulatedCluster load;

    /** Goes on with what already runs. */
    Scheduler(SimulatedCluster load) {
        this.load = load;
    }

    /** Places {@code pods} in this order; those for which there is no place wait and are returned. */
    List<PodDemand> place(List<PodDemand> pods) {
        List<PodDemand> waiting = new ArrayList<>();
        for (PodDemand pod : pods) {
            if (place(pod) < 0) {
                waiting.add(pod);
            }
        }
        return waiting;
    }

    /** Places {@code pod} and returns the index of its node; below zero when there is no place. */
    int place(PodDemand pod) {
        int best = best(pod);
        if (best >= 0) {
            load.put(best, pod);
        }
        return best;
    }

    /** Puts one of {@code daemon} on every node that it tolerates; as many as found no room are returned. */
    List<PodDemand> placeOnEveryNode(PodDemand daemon) {
        List<PodDemand> waiting = new ArrayList<>();
        for (int i = 0; i < load.nodes().size(); i++) {
            if (load.takes(i, daemon)) {
                load.put(i, daemon);
            } else if (load.nodes().get(i).takes(daemon)) {
                waiting.add(daemon);
            }
        }
        return waiting;
    }

    private int best(PodDemand pod) {
        int best = -1;
        double bestScore = -1;
        for (int i = 0; i < load.nodes().size(); i++) {
            if (load.takes(i, pod)) {
                double score = score(i, pod);
                if (score > bestScore) {
                    best = i;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    /** The default plugins' weights: 1 for room, 1 for balance, 2 for spreading over nodes and zones. */
    private double score(int index, PodDemand pod) {
        Node node = load.nodes().get(index);
        ComputeResources left = load.free(index).minus(pod.amount());
        double cpu = share(left.cpu(), node.room().cpu());
        double memory = share(left.memory(), node.room().memory());
        double likes = load.count(index, pod.workload()) + load.countIn(node.zone(), pod.workload());
        return (cpu + memory) / 2 + (1 - Math.abs(cpu - memory) / 2) + 2 / (1 + likes);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
