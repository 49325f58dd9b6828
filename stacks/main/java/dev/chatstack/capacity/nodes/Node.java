package dev.chatstack.capacity.nodes;

import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import java.util.Set;

/**
 * A node that pods can run on.
 *
 * @param name the node's name
 * @param zone the zone of the node and of its disks
 * @param room the resources that pods may request
 * @param refuses keys of the taints that a pod must tolerate
 */
public record Node(String name, String zone, ComputeResources room, Set<String> refuses) {
    public Node {
        refuses = Set.copyOf(refuses);
    }

    /** Whether {@code pod} tolerates the node's taints. */
    public boolean takes(PodDemand pod) {
        return pod.nodes().accepts(refuses);
    }
}
