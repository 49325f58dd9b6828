package dev.chatstack.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.DockerConfig;
import dev.chatstack.config.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Starts and stops everything of an environment on a Docker host, whose one stack is in {@code output}. */
record Upkeep(Environment environment, Path output, Map<String, String> variables) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Upkeep {
        if (!(environment.config().cloud() instanceof DockerConfig)) {
            throw new UserError(
                    environment.name()
                            + ": cloud.provider must be docker: an environment of several stacks is deployed with cdktf (docs/first-deploy.md)");
        }
    }

    /** Applies the stack, which waits until the chat answers, and prints where everything is. */
    void up() {
        terraform("init", "-input=false");
        terraform("apply", "-input=false", "-auto-approve");
        terraform("output");
    }

    /** Destroys the stack. The volumes with people's data stay unless {@code withData}. */
    void down(boolean withData) {
        List<String> volumes = withData ? dataVolumes() : List.of();
        terraform("init", "-input=false");
        terraform("destroy", "-input=false", "-auto-approve");
        if (!volumes.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("docker", "-H", host(), "volume", "rm", "--force"));
            command.addAll(volumes);
            run(command);
        }
    }

    /** Volumes that no resource of Terraform stands for: those that outlive it. */
    List<String> dataVolumes() {
        try {
            JsonNode resources =
                    JSON.readTree(stack().resolve("cdk.tf.json").toFile()).path("resource");
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

    private Path stack() {
        return output.resolve("stacks").resolve(environment.name());
    }

    private String host() {
        return ((DockerConfig) environment.config().cloud()).host();
    }

    private void terraform(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Optional.ofNullable(variables.get("TERRAFORM_BINARY_NAME")).orElse("terraform"), "-chdir=" + stack()));
        command.addAll(List.of(words));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exitCode != 0) {
                throw new UserError("`" + String.join(" ", command) + "` ended with " + exitCode);
            }
        } catch (IOException e) {
            throw new UserError("`" + command.get(0) + "` is not on the PATH; ./bootstrap-mgmt.sh installs it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
