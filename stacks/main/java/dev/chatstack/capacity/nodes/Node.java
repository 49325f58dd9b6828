package dev.chatstack.capacity.nodes;

import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import java.util.Set;

/**
 * A node that pods can run on.
 *
 * @param name within its cluster
 * @param zone where the disks that it can attach are
 * @param room what pods may request of it
 * @param refuses keys of the taints that a pod must tolerate to run there
 */
public record Node(String name, String zone, ComputeResources room, Set<String> refuses) {
    public Node {
        refuses = Set.copyOf(refuses);
    }

    /** Whether {@code pod} may run here as far as taints go. */
    public boolean takes(PodDemand pod) {
        return pod.tolerates().contains(PodDemand.EVERYTHING) || pod.tolerates().containsAll(refuses);
    }
}
