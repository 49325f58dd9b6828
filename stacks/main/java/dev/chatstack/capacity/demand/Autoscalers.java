package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.values.NodeCount;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What makes more pods of a workload when those that run are busy. */
public final class Autoscalers {
    private final Map<String, NodeCount> counts = new HashMap<>();

    /** Those in {@code blueprint}. */
    public Autoscalers(Blueprint blueprint) {
        for (Resource autoscaler : blueprint.all("kubernetes_horizontal_pod_autoscaler_v2")) {
            JsonNode spec = autoscaler.at("/spec");
            counts.put(
                    autoscaler.namespace() + "/"
                            + spec.at("/scale_target_ref/name").asText(),
                    new NodeCount(
                            spec.path("min_replicas").asInt(1),
                            spec.path("max_replicas").asInt()));
        }
    }

    /** How many pods there are of the workload {@code name} in {@code namespace}; empty when that never changes. */
    Optional<NodeCount> of(String namespace, String name) {
        return Optional.ofNullable(counts.get(namespace + "/" + name));
    }
}
