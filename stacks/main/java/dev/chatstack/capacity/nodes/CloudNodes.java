package dev.chatstack.capacity.nodes;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.demand.ComputeResources;
import java.util.List;
import java.util.Optional;

/** The nodes that one cloud makes: which they are, and how much of each is left for pods. */
public interface CloudNodes {
    /** No cloud: nodes that are there already. */
    CloudNodes NONE = new CloudNodes() {
        @Override
        public String name() {
            return "existing";
        }

        @Override
        public void find(Blueprint blueprint, NodePools pools) {
            // there are none
        }

        @Override
        public ComputeResources allocatable(MachineType machine, int pods) {
            return ComputeResources.NONE;
        }
    };

    /** The cloud, as the data files write it. */
    String name();

    /** The machine type {@code type}; empty when nothing is known of that type. */
    default Optional<MachineType> machine(String type) {
        return MachineTypes.find(name(), type);
    }

    /** Adds to {@code pools} those that {@code blueprint} makes. */
    void find(Blueprint blueprint, NodePools pools);

    /** What pods may request of {@code machine} when at most {@code pods} run on it. */
    ComputeResources allocatable(MachineType machine, int pods);

    /** Names of the add-ons that {@code blueprint} installs. */
    default List<String> addons(Blueprint blueprint) {
        return List.of();
    }

    /** How a file says {@code machine} in the block of the nodes. */
    default String setting(MachineType machine) {
        return "machineType: " + machine.name();
    }
}
