package dev.chatstack.capacity.demand;

import java.util.Set;

/**
 * What the scheduler has to find for one pod.
 *
 * @param workload namespace and name of what it belongs to
 * @param amount what it requests
 * @param apart never on a node with another one of its workload
 * @param zoneSkew by how many its workload's pods in two zones may differ; 0 when any number will do
 * @param tolerates keys of the taints that it tolerates, or {@link #EVERYTHING}
 * @param zone the only one where it can run, because its disk is there; empty as long as it has none
 */
public record PodDemand(
        String workload, ComputeResources amount, boolean apart, int zoneSkew, Set<String> tolerates, String zone) {
    /** Tolerates every taint. */
    public static final String EVERYTHING = "*";

    public PodDemand {
        tolerates = Set.copyOf(tolerates);
    }

    /** One that has not run anywhere yet. */
    public PodDemand(String workload, ComputeResources amount, boolean apart, int zoneSkew, Set<String> tolerates) {
        this(workload, amount, apart, zoneSkew, tolerates, "");
    }

    /** The same, whose disk is in {@code itsZone}. */
    public PodDemand in(String itsZone) {
        return new PodDemand(workload, amount, apart, zoneSkew, tolerates, itsZone);
    }

    /** Whether it has a disk of its own, which never leaves its zone. */
    public boolean keepsItsZone() {
        return amount.volumes() > 0;
    }
}
