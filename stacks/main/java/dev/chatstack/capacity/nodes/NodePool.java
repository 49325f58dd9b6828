package dev.chatstack.capacity.nodes;

import dev.chatstack.config.values.NodeCount;
import dev.chatstack.capacity.demand.ComputeResources;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Nodes of one size that an autoscaler adds and takes away.
 *
 * @param name as the cloud knows it
 * @param cloud whose machine types these are, as {@code machine-types.json5} writes it
 * @param machine the machine type
 * @param maxPods that a node may run
 * @param count how many nodes
 * @param zones where they are, one after the other
 * @param refuses keys of the taints that a pod must tolerate to run there
 * @param spot whether the cloud may take them away at any time
 */
public record NodePool(
        String name,
        String cloud,
        MachineType machine,
        int maxPods,
        NodeCount count,
        List<String> zones,
        Set<String> refuses,
        boolean spot) {
    public NodePool {
        zones = List.copyOf(zones);
        refuses = Set.copyOf(refuses);
    }

    /** What pods may request of one of its nodes. */
    public ComputeResources allocatable() {
        return Reservation.valueOf(cloud.toUpperCase(Locale.ROOT)).allocatable(machine, maxPods);
    }

    /** {@code number} of its nodes, spread evenly over its zones. */
    public List<Node> nodes(int number) {
        ComputeResources room = allocatable();
        return IntStream.range(0, number)
                .mapToObj(i -> new Node(name + "-" + i, zones.get(i % zones.size()), room, refuses))
                .toList();
    }

    public NodePool with(MachineType larger) {
        return new NodePool(name, cloud, larger, maxPods, count, zones, refuses, spot);
    }

    public NodePool withSmallest(int smallest) {
        NodeCount other = new NodeCount(smallest, Math.max(smallest, count.most()));
        return new NodePool(name, cloud, machine, maxPods, other, zones, refuses, spot);
    }

    public NodePool withLargest(int largest) {
        return new NodePool(name, cloud, machine, maxPods, new NodeCount(count.fewest(), largest), zones, refuses, spot);
    }
}
