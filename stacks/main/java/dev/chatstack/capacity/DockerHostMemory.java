package dev.chatstack.capacity;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.capacity.nodes.MachineTypes;
import java.util.List;
import java.util.Optional;

/** Whether the memory limits of the containers on a Docker host fit into the memory of the host's machine. */
public final class DockerHostMemory {
    private DockerHostMemory() {}

    /** The answer in one line; empty when the environment makes no machine, or one of an unknown type. */
    public static Optional<String> of(Blueprint blueprint, List<DockerContainer> containers) {
        return blueprint.all("google_compute_instance").stream()
                .findFirst()
                .flatMap(machine -> of(machine, containers));
    }

    private static Optional<String> of(Resource machine, List<DockerContainer> containers) {
        long memory = DockerContainer.memoryMib(containers) << 20;
        String name = machine.text("/machine_type");
        return MachineTypes.find("google", name).map(type -> {
            String has = "the machine " + type.name() + " has " + type.memoryGi() + " GiB";
            if (memory < type.memory()) {
                return has;
            }
            return has + ": too little when all of them use what they may"
                    + MachineTypes.larger("google", type).stream()
                            .filter(larger -> memory < larger.memory())
                            .findFirst()
                            .map(larger -> "; enough is cloud.machine.machineType: " + larger.name())
                            .orElse("");
        });
    }
}
