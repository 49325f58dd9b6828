package dev.chatstack.capacity.demand;

import java.util.Optional;
import java.util.Set;

/**
 * The demands of one pod on the scheduler.
 *
 * @param workload namespace and name of the pod's workload
 * @param amount the requested resources
 * @param apart whether no two pods of the workload may share a node
 * @param zoneSkew the largest difference between the workload's pods in two zones; 0 for no limit
 * @param nodes which nodes the pod can run on
 * @param zone the zone of the pod's disk, where the pod must run; empty for a pod without a disk
 */
public record PodDemand(
        String workload, ComputeResources amount, boolean apart, int zoneSkew, NodeDemand nodes, String zone) {
    /** Tolerates every taint. */
    public static final String EVERYTHING = "*";

    /** The demands of a pod that has not run yet. */
    public PodDemand(String workload, ComputeResources amount, boolean apart, int zoneSkew, Set<String> tolerates) {
        this(workload, amount, apart, zoneSkew, new NodeDemand(tolerates, Optional.empty()), "");
    }

    /** The demands of the same pod once its disk is in {@code itsZone}. */
    public PodDemand in(String itsZone) {
        return new PodDemand(workload, amount, apart, zoneSkew, nodes, itsZone);
    }

    /** Whether the pod has a disk, which cannot leave its zone. */
    public boolean keepsItsZone() {
        return amount.volumes() > 0;
    }
}
