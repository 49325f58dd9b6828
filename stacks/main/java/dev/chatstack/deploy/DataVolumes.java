package dev.chatstack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** The volumes of a Docker host that no resource of Terraform stands for: those that outlive it. */
final class DataVolumes {
    private DataVolumes() {}

    /** The names of those that containers of {@code stack}, which is in {@code output}, use. */
    static List<String> in(Path output, String stack) {
        try {
            JsonNode resources = new ObjectMapper()
                    .readTree(output.resolve("stacks")
                            .resolve(stack)
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
            throw new UncheckedIOException("cannot read the stack of " + stack, e);
        }
    }
}
