package dev.chatstack.capacity;

import static java.util.Objects.requireNonNull;

import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes and the pods that a simulation has placed on them. */
final class SimulatedCluster {
    private final List<Node> nodes;
    private final List<ComputeResources> free = new ArrayList<>();
    private final List<Map<String, Integer>> counts = new ArrayList<>();
    private final Map<String, Map<String, Integer>> countsInZones = new HashMap<>();

    /** Empty nodes. */
    SimulatedCluster(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
        for (Node node : this.nodes) {
            free.add(node.room());
            counts.add(new HashMap<>());
            countsInZones.putIfAbsent(node.zone(), new HashMap<>());
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The free resources of node {@code index}. */
    ComputeResources free(int index) {
        return free.get(index);
    }

    /** The number of pods of {@code workload} on node {@code index}. */
    int count(int index, String workload) {
        return counts.get(index).getOrDefault(workload, 0);
    }

    /** The number of pods of {@code workload} in {@code zone}. */
    int countIn(String zone, String workload) {
        return requireNonNull(countsInZones.get(zone)).getOrDefault(workload, 0);
    }

    /** Whether the scheduler would let {@code pod} run on node {@code index}. */
    boolean takes(int index, PodDemand pod) {
        Node node = nodes.get(index);
        return node.takes(pod)
                && (pod.zone().isEmpty() || pod.zone().equals(node.zone()))
                && pod.amount().fitsInto(free.get(index))
                && !(pod.apart() && count(index, pod.workload()) > 0)
                && (pod.zoneSkew() == 0 || skewAfter(node.zone(), pod) <= pod.zoneSkew());
    }

    void put(int index, PodDemand pod) {
        free.set(index, free.get(index).minus(pod.amount()));
        count(index, pod, 1);
    }

    void take(int index, PodDemand pod) {
        free.set(index, free.get(index).plus(pod.amount()));
        count(index, pod, -1);
    }

    private void count(int index, PodDemand pod, int more) {
        counts.get(index).merge(pod.workload(), more, Integer::sum);
        requireNonNull(countsInZones.get(nodes.get(index).zone())).merge(pod.workload(), more, Integer::sum);
    }

    /** Whether two nodes are equal for every pod that is not placed yet. */
    boolean alike(int one, int other) {
        return free.get(one).equals(free.get(other))
                && nodes.get(one).zone().equals(nodes.get(other).zone())
                && nodes.get(one).refuses().equals(nodes.get(other).refuses())
                && counts.get(one).equals(counts.get(other));
    }

    private int skewAfter(String zone, PodDemand pod) {
        int least = nodes.stream()
                .filter(node -> node.takes(pod))
                .map(Node::zone)
                .distinct()
                .mapToInt(each -> countIn(each, pod.workload()))
                .min()
                .orElse(0);
        return countIn(zone, pod.workload()) + 1 - least;
    }
}
