package dev.chatstack.capacity.nodes;

import dev.chatstack.capacity.demand.ComputeResources;

/**
 * What every node of a pool is.
 *
 * @param cloud the cloud that rents the machine
 * @param machine the machine type
 * @param maxPods the pods that a node may run
 * @param spot whether the cloud may take the node away at any time
 */
public record NodeTemplate(CloudNodes cloud, MachineType machine, int maxPods, boolean spot) {
    /** The resources that pods may request of one node. */
    ComputeResources allocatable() {
        return cloud.allocatable(machine, maxPods);
    }
}
