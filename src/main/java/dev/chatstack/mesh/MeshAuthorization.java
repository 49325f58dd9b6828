package dev.chatstack.mesh;

import static dev.chatstack.kubernetes.charts.CustomResources.manifest;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Opening;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * Lets the sidecars of a namespace accept who its {@link NetworkRules} let in, and nobody else.
 *
 * <p>A network rule knows addresses, which a pod can lose to another; the mesh knows certificates. The namespace refuses
 * a path that is opened after this was made: the sidecars would not know of it.
 */
public final class MeshAuthorization extends Construct {
    /** Defines it for {@code namespace}, which is in the mesh. */
    public MeshAuthorization(Construct scope, Namespace namespace) {
        super(scope, "authorization-" + namespace.name());
        List<Map<String, ?>> policies = new ArrayList<>();
        policies.add(policy("deny-all", Map.of()));
        namespace.openings().forEach(opening -> policies.add(allow(opening)));
        policies.addAll(plain(namespace.openings()));
        new CustomResources(this, namespace, "mesh-authorization", policies);
    }

    private static Map<String, ?> allow(Opening opening) {
        Map<String, Object> rule = new TreeMap<>();
        sources(opening.client()).forEach(source -> rule.put("from", List.of(Map.of("source", source))));
        rule.put(
                "to",
                List.of(Map.of(
                        "operation",
                        Map.of(
                                "ports",
                                opening.ports().stream().map(String::valueOf).toList()))));
        return policy(
                opening.workload() + "-" + opening.name(),
                Map.of(
                        "selector", Map.of("matchLabels", Map.of(Pod.NAME_LABEL, opening.workload())),
                        "action", "ALLOW",
                        "rules", List.of(rule)));
    }

    /** Prometheus has no certificate: the ports that it asks, and no other, answer without one. */
    private static List<Map<String, ?>> plain(List<Opening> openings) {
        Map<String, Map<String, Object>> ports = new TreeMap<>();
        for (Opening opening : openings) {
            if (opening.client() instanceof Peer.Pods pods && pods.namespace().equals(Namespace.SYSTEM)) {
                opening.ports().forEach(port -> ports.computeIfAbsent(opening.workload(), any -> new TreeMap<>())
                        .put(port.toString(), Map.of("mode", "PERMISSIVE")));
            }
        }
        List<Map<String, ?>> policies = new ArrayList<>();
        ports.forEach((workload, modes) -> policies.add(manifest(
                "security.istio.io/v1",
                "PeerAuthentication",
                workload + "-metrics",
                Map.of(
                        "spec",
                        Map.of(
                                "selector", Map.of("matchLabels", Map.of(Pod.NAME_LABEL, workload)),
                                "mtls", Map.of("mode", "STRICT"),
                                "portLevelMtls", modes)))));
        return policies;
    }

    /** Empty for a client that the mesh does not know: the network rule alone holds it off. */
    private static Stream<Map<String, ?>> sources(Peer client) {
        if (client instanceof Peer.Pods pods && !pods.namespace().equals(Namespace.SYSTEM)) {
            return Stream.of(
                    Map.of("principals", List.of("cluster.local/ns/" + pods.namespace() + "/sa/" + pods.account())));
        }
        return Stream.empty();
    }

    private static Map<String, ?> policy(String name, Map<String, ?> spec) {
        return manifest("security.istio.io/v1", "AuthorizationPolicy", name, Map.of("spec", spec));
    }
}
