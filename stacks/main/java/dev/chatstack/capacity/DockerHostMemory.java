package dev.chatstack.capacity;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.capacity.nodes.MachineTypes;
import java.util.List;
import java.util.Optional;

/** Whether what the containers of a Docker host may use together fits on the machine that is made for them. */
public final class DockerHostMemory {
    private DockerHostMemory() {}

    /** In one line; empty when the machine is not made here, or its type not known. */
    public static Optional<String> of(Blueprint blueprint, List<DockerContainer> containers) {
        return blueprint.all("google_compute_instance").stream()
                .findFirst()
                .flatMap(machine -> of(machine, containers));
    }

    private static Optional<String> of(Resource machine, List<DockerContainer> containers) {
        long memory = DockerContainer.memoryMib(containers) << 20;
        String name = machine.at("/machine_type").asText();
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
