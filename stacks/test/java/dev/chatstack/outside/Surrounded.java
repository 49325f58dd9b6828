package dev.chatstack.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The shipped environments and what every cloud and product has in them, with a further block. */
final class Surrounded {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Surrounded() {}

    /** Every stack of every shipped environment, by its name; {@code block} is appended to each file. */
    static Map<String, JsonNode> stacks(String block, String onDocker) {
        return stacks(block, onDocker, block);
    }

    /** The same with another block for each kind of place. */
    static Map<String, JsonNode> stacks(String onClusters, String onDocker, String inClouds) {
        Path folder = Parts.configFolder();
        List<Environment> environments = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "config"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                String block = text.contains("provider: docker")
                        ? onDocker
                        : text.contains("provider: existing") ? onClusters : inClouds;
                Path copy = folder.resolve(file.getFileName());
                Files.writeString(copy, text + "\n" + block);
                environments.add(ConfigLoader.load(copy));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Synthesis(environments, Optional.empty()).inTemporaryFolder(output -> {
            Map<String, JsonNode> stacks = new LinkedHashMap<>();
            for (Environment environment : environments) {
                for (String stack : EnvironmentStacks.names(environment)) {
                    stacks.put(
                            stack, read(output.resolve("stacks").resolve(stack).resolve("cdk.tf.json")));
                }
            }
            return stacks;
        });
    }

    /** The specifications of all pods, wherever they are. */
    static Stream<JsonNode> pods(JsonNode stack) {
        List<JsonNode> pods = new ArrayList<>();
        stack.path("resource").properties().stream()
                .filter(type -> type.getKey().startsWith("kubernetes_"))
                .forEach(type -> specs(type.getValue(), pods));
        return pods.stream();
    }

    private static void specs(JsonNode node, List<JsonNode> pods) {
        if (node.isObject() && node.has("container") && node.path("container").isArray()) {
            pods.add(node);
        }
        node.forEach(child -> specs(child, pods));
    }

    /** The resources with pods, by the name that their pods carry. */
    static Map<String, JsonNode> workloads(JsonNode stack) {
        Map<String, JsonNode> workloads = new LinkedHashMap<>();
        stack.path("resource").properties().stream()
                .filter(type -> type.getKey().startsWith("kubernetes_"))
                .flatMap(type -> type.getValue().valueStream())
                .filter(resource -> !resource.findValues("container").isEmpty())
                .forEach(resource -> workloads.put(
                        resource.at("/metadata/labels/app.kubernetes.io~1name").asText(), resource));
        return workloads;
    }

    /** Its containers, those that run first included. */
    static Stream<JsonNode> containers(JsonNode pod) {
        return Stream.of("container", "init_container")
                .flatMap(kind -> pod.path(kind).valueStream());
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
