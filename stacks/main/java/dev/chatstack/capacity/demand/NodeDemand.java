package dev.chatstack.capacity.demand;

import java.util.Optional;
import java.util.Set;

/**
 * Which nodes a pod can run on.
 *
 * @param tolerates keys of the tolerated taints, or {@link PodDemand#EVERYTHING}
 * @param only key of the taint that marks the only nodes for the pod; empty where any will do
 */
public record NodeDemand(Set<String> tolerates, Optional<String> only) {
    public NodeDemand {
        tolerates = Set.copyOf(tolerates);
    }

    /** Whether nodes with taints of the keys {@code refuses} will do. */
    public boolean accepts(Set<String> refuses) {
        boolean tolerated = tolerates.contains(PodDemand.EVERYTHING) || tolerates.containsAll(refuses);
        return tolerated && only.map(refuses::contains).orElse(true);
    }
}
