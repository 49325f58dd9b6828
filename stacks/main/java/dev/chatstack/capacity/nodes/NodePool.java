package dev.chatstack.capacity.nodes;

import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.config.values.NodeCount;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Nodes of one size that an autoscaler adds and removes.
 *
 * @param name the name in the cloud
 * @param template what every node of the pool is
 * @param count the fewest and the most nodes
 * @param zones the zones, which the nodes take in turns
 * @param refuses keys of the taints that a pod must tolerate to run on the nodes
 */
public record NodePool(String name, NodeTemplate template, NodeCount count, List<String> zones, Set<String> refuses) {
    public NodePool {
        zones = List.copyOf(zones);
        refuses = Set.copyOf(refuses);
    }

    public CloudNodes cloud() {
        return template.cloud();
    }

    public MachineType machine() {
        return template.machine();
    }

    public boolean spot() {
        return template.spot();
    }

    /** The resources that pods may request of one node. */
    public ComputeResources allocatable() {
        return template.allocatable();
    }

    /** {@code number} nodes of the pool, spread evenly over the zones. */
    public List<Node> nodes(int number) {
        ComputeResources room = allocatable();
        return IntStream.range(0, number)
                .mapToObj(i -> new Node(name + "-" + i, zones.get(i % zones.size()), room, refuses))
                .toList();
    }

    /** This pool with nodes of the machine type {@code other}. */
    public NodePool with(MachineType other) {
        NodeTemplate changed = new NodeTemplate(template.cloud(), other, template.maxPods(), template.spot());
        return new NodePool(name, changed, count, zones, refuses);
    }

    /** This pool with {@code other} nodes. */
    public NodePool with(NodeCount other) {
        return new NodePool(name, template, other, zones, refuses);
    }
}
