package dev.chatstack.clouds;

import dev.chatstack.config.cloud.DockerConfig;
import java.util.function.UnaryOperator;

/** The Docker engine of an environment: where it is, for who types commands. */
public record DockerEngine(String environment, DockerConfig config) {
    /** Output of the machine's stack with the address of the engine, as the Docker plug-in writes it. */
    public static final String OUTPUT = "engine";

    /** The stack that makes the machine. */
    public String machineStack() {
        return environment + "-machine";
    }

    /** As a shell finds it, in the folder of the project. */
    public String typed() {
        return typed("terraform -chdir=cdktf.out/stacks/%s"::formatted);
    }

    /** As a shell finds it that calls Terraform for a stack with the words of {@code terraform}. */
    public String typed(UnaryOperator<String> terraform) {
        return config.machine().isEmpty()
                ? config.host()
                : "\"$(%s output -raw %s)\"".formatted(terraform.apply(machineStack()), OUTPUT);
    }
}
