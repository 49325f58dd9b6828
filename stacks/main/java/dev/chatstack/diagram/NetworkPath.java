package dev.chatstack.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A connection that a network rule allows.
 *
 * @param inwards whether connections go to {@code workload} rather than from it
 * @param workload namespace and name of the selected pods; the name is {@code *} for every pod of the namespace
 * @param peer namespace and name of the other end, or a range of addresses; {@code *} for anybody
 * @param ports the ports, separated by commas
 * @param rule the name of the network policy
 */
record NetworkPath(boolean inwards, String workload, String peer, String ports, String rule) {
    static final String ANYBODY = "*";

    /** The label by which network policies select pods. */
    private static final String NAME = "app.kubernetes.io/name";

    /** The paths that the network policies of {@code blueprint} open. */
    static List<NetworkPath> of(Blueprint blueprint) {
        List<NetworkPath> paths = new ArrayList<>();
        for (Resource policy : blueprint.all("kubernetes_network_policy_v1")) {
            JsonNode spec = policy.at("/spec");
            String workload = policy.namespace() + "/" + selected(spec.path("pod_selector"));
            for (JsonNode rule : list(spec.path("ingress"))) {
                add(paths, true, workload, rule, "from", policy);
            }
            for (JsonNode rule : list(spec.path("egress"))) {
                add(paths, false, workload, rule, "to", policy);
            }
        }
        return paths;
    }

    /** Whether the path stays within one workload. */
    boolean isWithinOneWorkload() {
        return workload.equals(peer);
    }

    private static void add(
            List<NetworkPath> paths, boolean inwards, String workload, JsonNode rule, String key, Resource policy) {
        String ports = list(rule.path("ports")).stream()
                .map(port -> port.path("port").asText())
                .distinct()
                .collect(Collectors.joining(", "));
        List<JsonNode> peers = list(rule.path(key));
        if (peers.isEmpty()) {
            paths.add(new NetworkPath(inwards, workload, ANYBODY, ports, policy.name()));
        }
        for (JsonNode peer : peers) {
            paths.add(new NetworkPath(inwards, workload, peer(peer, policy.namespace()), ports, policy.name()));
        }
    }

    private static String peer(JsonNode peer, String ownNamespace) {
        if (peer.has("ip_block")) {
            return first(peer.path("ip_block")).path("cidr").asText();
        }
        String namespace = peer.has("namespace_selector")
                ? first(peer.path("namespace_selector"))
                        .path("match_labels")
                        .path("kubernetes.io/metadata.name")
                        .asText(ANYBODY)
                : ownNamespace;
        return namespace + "/" + selected(peer.path("pod_selector"));
    }

    private static String selected(JsonNode selector) {
        return first(selector).path("match_labels").path(NAME).asText(ANYBODY);
    }

    private static JsonNode first(JsonNode node) {
        return node.isArray() ? node.path(0) : node;
    }

    private static List<JsonNode> list(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).toList()
                : node.isObject() ? List.of(node) : List.of();
    }
}
