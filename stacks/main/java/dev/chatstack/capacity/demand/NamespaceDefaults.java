package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the namespaces of an environment add to the pods in them: requests where a pod says none, and the mesh's sidecar. */
public final class NamespaceDefaults {
    /**
     * What is added to a pod.
     *
     * @param defaults requests of a container that says none
     * @param sidecar of the mesh; nothing where none is put in
     */
    public record Additions(ComputeResources defaults, ComputeResources sidecar) {
        public static final Additions NONE = new Additions(ComputeResources.NONE, ComputeResources.NONE);

        /** What a container with {@code resources} requests: its limit when it says only that, else the namespace's default. */
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

    /** Reads those of {@code blueprint}, into whose meshed namespaces {@code sidecar} is put. */
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
            boolean meshed =
                    namespace.at("/metadata/labels/istio-injection").asText().equals("enabled");
            additions.put(
                    namespace.name(),
                    new Additions(
                            defaults.getOrDefault(namespace.name(), ComputeResources.NONE), meshed ? sidecar : ComputeResources.NONE));
        }
    }

    /** Those of the namespace {@code name}. */
    Additions of(String name) {
        return additions.getOrDefault(name, Additions.NONE);
    }
}
