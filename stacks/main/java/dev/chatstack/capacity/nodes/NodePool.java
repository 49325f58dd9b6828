package dev.chatstack.capacity.nodes;

import dev.chatstack.capacity.demand.Amount;
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
        Count count,
        List<String> zones,
        Set<String> refuses,
        boolean spot) {
    /** How many nodes there are at least and at most. */
    public record Count(int smallest, int largest) {}

    public NodePool {
        zones = List.copyOf(zones);
        refuses = Set.copyOf(refuses);
    }

    /** What pods may request of one of its nodes. */
    public Amount allocatable() {
        return Reservation.valueOf(cloud.toUpperCase(Locale.ROOT)).allocatable(machine, maxPods);
    }

    /** {@code number} of its nodes, spread evenly over its zones. */
    public List<Node> nodes(int number) {
        Amount room = allocatable();
        return IntStream.range(0, number)
                .mapToObj(i -> new Node(name + "-" + i, zones.get(i % zones.size()), room, refuses))
                .toList();
    }

    public NodePool with(MachineType larger) {
        return new NodePool(name, cloud, larger, maxPods, count, zones, refuses, spot);
    }

    public NodePool withSmallest(int smallest) {
        Count other = new Count(smallest, Math.max(smallest, count.largest()));
        return new NodePool(name, cloud, machine, maxPods, other, zones, refuses, spot);
    }

    public NodePool withLargest(int largest) {
        return new NodePool(name, cloud, machine, maxPods, new Count(count.smallest(), largest), zones, refuses, spot);
    }
}
