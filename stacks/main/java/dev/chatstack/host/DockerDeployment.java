package dev.chatstack.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.clouds.DockerEngine;
import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Starts and stops everything of an environment on a Docker host, whose stacks are in {@code output}.
 *
 * @param pause until HAProxy leads people to a server that was replaced, before the next one goes
 */
public record DockerDeployment(Environment environment, Path output, Map<String, String> variables, Duration pause) {
    /** HAProxy asks every 2 s, wants two good answers, and looks for a new address every 2 s: with as much again for a slow machine. */
    public static final Duration PAUSE = Duration.ofSeconds(12);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAN = "up.tfplan";

    public DockerDeployment {
        if (!(environment.config().cloud() instanceof DockerConfig)) {
            throw new UserError(environment.name()
                    + ": cloud.provider must be docker: an environment of several stacks is deployed with"
                    + " cdktf (docs/first-deploy.md)");
        }
    }

    /** Applies the stacks, which waits until the chat answers, and prints where everything is. */
    public void up() {
        if (engine().config().machine().isPresent()) {
            Terraform machine = terraform(engine().machineStack());
            machine.run("init", "-input=false");
            machine.run("apply", "-input=false", "-auto-approve");
            new MachineStart(machine.answer("output", "-raw", DockerEngine.OUTPUT)).await();
        }
        Terraform stack = terraform(environment.name());
        stack.run("init", "-input=false");
        stack.run("plan", "-input=false", "-out=" + PLAN);
        List<String> oneByOne = RollingReplacement.of(read(stack.answer("show", "-json", PLAN)));
        for (String address : oneByOne) {
            System.out.println("replaces " + address + ", then the next one");
            stack.run("apply", "-input=false", "-auto-approve", "-target=" + address);
            Delay.of(pause);
        }
        if (oneByOne.isEmpty()) {
            stack.run("apply", "-input=false", PLAN);
        } else {
            stack.run("apply", "-input=false", "-auto-approve");
        }
        delete(output.resolve("stacks").resolve(environment.name()).resolve(PLAN));
        stack.run("output");
    }

    /** Destroys what runs. The volumes with people's data stay unless {@code withData}, and so does a machine that was made. */
    public void down(boolean withData) {
        List<String> volumes = withData ? dataVolumes() : List.of();
        Terraform stack = terraform(environment.name());
        stack.run("init", "-input=false");
        stack.run("destroy", "-input=false", "-auto-approve");
        if (!volumes.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("docker", "-H", host(), "volume", "rm", "--force"));
            command.addAll(volumes);
            Terraform.run(command);
        }
    }

    /** Volumes that no resource of Terraform stands for: those that outlive it. */
    List<String> dataVolumes() {
        try {
            JsonNode resources = JSON.readTree(output.resolve("stacks")
                            .resolve(environment.name())
                            .resolve("cdk.tf.json")
                            .toFile())
                    .path("resource");
            TreeSet<String> names = new TreeSet<>();
            resources.path("docker_container").forEach(container -> container
                    .path("volumes")
                    .forEach(volume -> names.add(volume.path("volume_name").asText())));
            names.removeIf(name -> name.isEmpty() || name.startsWith("${"));
            return List.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the stack of " + environment.name(), e);
        }
    }

    private DockerEngine engine() {
        return new DockerEngine(
                environment.name(), (DockerConfig) environment.config().cloud());
    }

    private String host() {
        if (engine().config().machine().isEmpty()) {
            return engine().config().host();
        }
        Terraform machine = terraform(engine().machineStack());
        machine.run("init", "-input=false");
        return machine.answer("output", "-raw", DockerEngine.OUTPUT);
    }

    private Terraform terraform(String stack) {
        return new Terraform(output.resolve("stacks").resolve(stack), variables);
    }

    private static JsonNode read(String plan) {
        try {
            return JSON.readTree(plan);
        } catch (JsonProcessingException e) {
            throw new UserError("`terraform show -json` printed something else than JSON");
        }
    }

    private static void delete(Path plan) {
        try {
            Files.deleteIfExists(plan);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + plan, e);
        }
    }
}
