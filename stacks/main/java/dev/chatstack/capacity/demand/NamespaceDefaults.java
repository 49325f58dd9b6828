package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Requests that the namespaces of an environment add to pods: defaults for containers without requests, and the mesh's sidecar. */
public final class NamespaceDefaults {
    /**
     * Requests that a namespace adds to a pod.
     *
     * @param defaults the requests of a container that has none
     * @param sidecar the requests of the mesh's sidecar; nothing in a namespace without sidecars
     */
    public record Additions(ComputeResources defaults, ComputeResources sidecar) {
        public static final Additions NONE = new Additions(ComputeResources.NONE, ComputeResources.NONE);

        /**
         * The requests of a pod: its containers together, or the largest of the {@code initContainers}, which run before them one
         * after the other.
         */
        public ComputeResources pod(JsonNode containers, JsonNode initContainers) {
            ComputeResources together = ComputeResources.NONE;
            for (JsonNode container : containers) {
                together = together.plus(request(container.path("resources")));
            }
            ComputeResources before = ComputeResources.NONE;
            for (JsonNode container : initContainers) {
                before = before.or(request(container.path("resources")));
            }
            return together.or(before);
        }

        /** The requests of a container with {@code resources}: a limit counts as request, then the namespace's default. */
        public ComputeResources request(JsonNode resources) {
            return new ComputeResources(
                    said(resources, "cpu").map(Quantity::milliCpu).orElse(defaults.cpu()),
                    said(resources, "memory").map(Quantity::bytes).orElse(defaults.memory()),
                    0,
                    0);
        }

        private static Optional<String> said(JsonNode resources, String what) {
            String text = resources
                    .path("requests")
                    .path(what)
                    .asText(resources.path("limits").path(what).asText(""));
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
    }

    private final Map<String, Additions> additions = new HashMap<>();

    /** Reads the namespaces of {@code blueprint}; those in the mesh add {@code sidecar}. */
    public NamespaceDefaults(Blueprint blueprint, ComputeResources sidecar) {
        Map<String, ComputeResources> defaults = new HashMap<>();
        for (Resource range : blueprint.all("kubernetes_limit_range_v1")) {
            JsonNode request = range.at("/spec/limit/0/default_request");
            defaults.put(
                    range.namespace(),
                    new ComputeResources(
                            Quantity.milliCpu(request.path("cpu").asText("0")),
                            Quantity.bytes(request.path("memory").asText("0")),
                            0,
                            0));
        }
        for (Resource namespace : blueprint.all("kubernetes_namespace_v1")) {
            boolean meshed = namespace.text("/metadata/labels/istio-injection").equals("enabled");
            additions.put(
                    namespace.name(),
                    new Additions(
                            defaults.getOrDefault(namespace.name(), ComputeResources.NONE),
                            meshed ? sidecar : ComputeResources.NONE));
        }
    }

    /** The additions of the namespace {@code name}. */
    Additions of(String name) {
        return additions.getOrDefault(name, Additions.NONE);
    }
}
