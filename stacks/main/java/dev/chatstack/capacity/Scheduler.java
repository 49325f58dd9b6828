package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * A simulation of the Kubernetes scheduler. Pods are placed one after the other and never moved. Nodes with more free resources,
 * evenly used, and without pods of the same workload are preferred. Kubernetes breaks ties at random; here the first node wins, and
 * callers try several orders instead.
 */
final class Scheduler {
    private final SimulatedCluster cluster;

    /** Places pods next to those that {@code cluster} already runs. */
    Scheduler(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /** Places {@code pods} in this order and returns the pods without a place. */
    List<PodDemand> place(List<PodDemand> pods) {
        List<PodDemand> waiting = new ArrayList<>();
        for (PodDemand pod : pods) {
            if (place(pod) < 0) {
                waiting.add(pod);
            }
        }
        return waiting;
    }

    /** Places {@code pod} and returns the index of the node; below zero when there is no place. */
    int place(PodDemand pod) {
        int best = best(pod);
        if (best >= 0) {
            cluster.put(best, pod);
        }
        return best;
    }

    /** Places one {@code daemon} on every node whose taints it tolerates; returns one daemon for each node without room. */
    List<PodDemand> placeOnEveryNode(PodDemand daemon) {
        List<PodDemand> waiting = new ArrayList<>();
        for (int i = 0; i < cluster.nodes().size(); i++) {
            if (cluster.takes(i, daemon)) {
                cluster.put(i, daemon);
            } else if (cluster.nodes().get(i).takes(daemon)) {
                waiting.add(daemon);
            }
        }
        return waiting;
    }

    private int best(PodDemand pod) {
        int best = -1;
        double bestScore = -1;
        for (int i = 0; i < cluster.nodes().size(); i++) {
            if (cluster.takes(i, pod)) {
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
        Node node = cluster.nodes().get(index);
        ComputeResources left = cluster.free(index).minus(pod.amount());
        double cpu = share(left.cpu(), node.room().cpu());
        double memory = share(left.memory(), node.room().memory());
        double likes = cluster.count(index, pod.workload()) + cluster.countIn(node.zone(), pod.workload());
        return (cpu + memory) / 2 + (1 - Math.abs(cpu - memory) / 2) + 2 / (1 + likes);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
