package dev.chatstack.capacity.demand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.config.values.NodeCount;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The autoscalers of workloads. */
public final class Autoscalers {
    private final Map<String, NodeCount> counts = new HashMap<>();

    /** Reads the autoscalers of {@code blueprint}. */
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

    /** The minimum and maximum of pods of the workload {@code name} in {@code namespace}; empty without an autoscaler. */
    Optional<NodeCount> of(String namespace, String name) {
        return Optional.ofNullable(counts.get(namespace + "/" + name));
    }
}
