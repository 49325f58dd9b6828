package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.google.ExistingMachine;
import dev.chatstack.cloud.google.MachineNames;
import dev.chatstack.clouds.google.GoogleStacks;
import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.cloud.GoogleMachineConfig;
import dev.chatstack.docker.DockerHost;
import java.util.List;
import dev.chatstack.config.cloud.MachineConfig;

/** The Docker engine of an environment: where it is, for Terraform and for who types commands. */
public record Engine(Environment environment, DockerConfig config) {
    /** Output of the machine's stack with the address of the engine, as the Docker plug-in writes it. */
    public static final String OUTPUT = "engine";

    /** The stack that makes the machine. */
    public String machineStack() {
        return environment.name() + "-machine";
    }

    /** As {@code stack} reaches it. */
    DockerHost.Engine in(TerraformStack stack) {
        return config.machine()
                .map(machine -> made(stack, machine))
                .orElseGet(() -> new DockerHost.Engine(config.host(), List.of()));
    }

    private DockerHost.Engine made(TerraformStack stack, MachineConfig machine) {
        return switch (machine) {
            case GoogleMachineConfig google -> {
                GoogleStacks.provider(stack, google.project(), google.region());
                // nobody has ever signed in to a machine that was just made: its key is kept at the first time
                yield new DockerHost.Engine(
                        new ExistingMachine(stack, new MachineNames(environment.name(), google)).engine(),
                        List.of("-o", "StrictHostKeyChecking=accept-new"));
            }
        };
    }

    /** As a shell finds it, in the folder of the project. */
    public String typed() {
        return config.machine().isEmpty()
                ? config.host()
                : "\"$(terraform -chdir=cdktf.out/stacks/%s output -raw %s)\"".formatted(machineStack(), OUTPUT);
    }
}
