package dev.chatstack.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every resource of the stacks of one environment, read from the JSON that Terraform gets. Estimates, pictures and explanations are
 * read from a blueprint alone, so that they cannot differ from what is deployed.
 *
 * @param environment the environment's name
 * @param resources in the order of the stacks' deployment
 * @param found what exists and the stacks look up; its types begin with {@code data.}
 */
public record Blueprint(String environment, List<Resource> resources, List<Resource> found) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MAKE_PODS =
            Set.of("helm_release", "kubernetes_deployment_v1", "kubernetes_stateful_set_v1");

    public Blueprint {
        resources = List.copyOf(resources);
        found = List.copyOf(found);
    }

    /** Of stacks that look up nothing. */
    public Blueprint(String environment, List<Resource> resources) {
        this(environment, resources, List.of());
    }

    /** Reads the {@code stacks} that were written to {@code output}. */
    public static Blueprint read(String environment, Path output, List<String> stacks) {
        List<Resource> resources = new ArrayList<>();
        List<Resource> found = new ArrayList<>();
        for (String stack : stacks) {
            Path file = output.resolve("stacks").resolve(stack).resolve("cdk.tf.json");
            try (InputStream json = Files.newInputStream(file)) {
                JsonNode root = JSON.readTree(json);
                resources.addAll(resources(stack, root, "resource", ""));
                found.addAll(resources(stack, root, "data", "data."));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return new Blueprint(environment, resources, found);
    }

    /** Reads the one stack whose JSON is {@code json}. */
    public static Blueprint read(String environment, InputStream json) throws IOException {
        JsonNode root = JSON.readTree(json);
        return new Blueprint(
                environment,
                resources(environment, root, "resource", ""),
                resources(environment, root, "data", "data."));
    }

    /** The resources of {@code type}. */
    public List<Resource> all(String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** What exists of {@code type} and the stacks look up. */
    public List<Resource> found(String type) {
        return found.stream()
                .filter(resource -> resource.type().equals("data." + type))
                .toList();
    }

    /** The namespaces that the stacks put pods into. */
    public List<String> namespacesWithPods() {
        return namespaces().stream()
                .filter(namespace -> resources.stream()
                        .anyMatch(resource ->
                                resource.namespace().equals(namespace) && MAKE_PODS.contains(resource.type())))
                .toList();
    }

    /** Its namespaces, those that it makes first: each has network rules, also one that exists. */
    public List<String> namespaces() {
        return Stream.concat(
                        all("kubernetes_namespace_v1").stream().map(Resource::name),
                        all("kubernetes_network_policy_v1").stream().map(Resource::namespace))
                .distinct()
                .toList();
    }

    /** The resource that a reference such as {@code ${aws_subnet.private.id}} points at, if the stacks make it or look it up. */
    public Optional<Resource> referenced(String reference) {
        return Stream.concat(resources.stream(), found.stream())
                .filter(resource -> reference.startsWith("${" + resource.address() + "."))
                .findFirst();
    }

    private static List<Resource> resources(String stack, JsonNode root, String section, String prefix) {
        List<Resource> resources = new ArrayList<>();
        for (Map.Entry<String, JsonNode> type : root.path(section).properties()) {
            type.getValue()
                    .properties()
                    .forEach(body ->
                            resources.add(new Resource(stack, prefix + type.getKey(), body.getKey(), body.getValue())));
        }
        return resources;
    }
}
