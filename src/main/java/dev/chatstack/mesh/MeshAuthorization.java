package dev.chatstack.mesh;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Opening;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Lets the sidecars of a namespace accept who its {@link NetworkRules} let in, and nobody else.
 *
 * <p>A network rule knows addresses, which a pod can lose to another; the mesh knows certificates. The namespace refuses
 * a path that is opened after this was made: the sidecars would not know of it.
 */
public final class MeshAuthorization extends Construct {
    /** Defines the policies of {@code namespace}, which is in the mesh. */
    public MeshAuthorization(Construct scope, Namespace namespace) {
        super(scope, "authorization-" + namespace.name());
        List<Values> policies = new ArrayList<>();
        policies.add(policy("deny-all").set("spec", Map.of()));
        namespace.openings().forEach(opening -> policies.add(allow(opening)));
        policies.addAll(plain(namespace.openings()));
        new CustomResources(this, namespace, "mesh-authorization", policies);
    }

    private static Values allow(Opening opening) {
        Values rule = Values.of(
                        "to",
                        List.of(Values.of(
                                "operation.ports",
                                opening.ports().stream().map(String::valueOf).toList())))
                .set(
                        "from",
                        principal(opening.client()).map(it -> List.of(Values.of("source.principals", List.of(it)))));
        return policy(opening.workload() + "-" + opening.name())
                .set("spec.selector.matchLabels", Map.of(Pod.NAME_LABEL, opening.workload()))
                .set("spec.action", "ALLOW")
                .set("spec.rules", List.of(rule));
    }

    /** Prometheus has no certificate: the ports that it asks, and no other, answer without one. */
    private static Collection<Values> plain(List<Opening> openings) {
        Map<String, Values> policies = new TreeMap<>();
        for (Opening opening : openings) {
            if (opening.client() instanceof Peer.WithoutSidecar) {
                Values policy = policies.computeIfAbsent(opening.workload(), MeshAuthorization::encrypted);
                opening.ports().forEach(port -> policy.set("spec.portLevelMtls." + port + ".mode", "PERMISSIVE"));
            }
        }
        return policies.values();
    }

    private static Values encrypted(String workload) {
        return Values.object("security.istio.io/v1", "PeerAuthentication", workload + "-metrics")
                .set("spec.selector.matchLabels", Map.of(Pod.NAME_LABEL, workload))
                .set("spec.mtls.mode", "STRICT");
    }

    /** The mesh's name of {@code client}; empty for a client outside the mesh, which only the network rules keep out. */
    private static Optional<String> principal(Peer client) {
        return switch (client) {
            case Peer.Pods(String namespace, String name, String account) ->
                Optional.of("cluster.local/ns/" + namespace + "/sa/" + account);
            case Peer.InCluster others -> Optional.empty();
            case Peer.Addresses addresses -> Optional.empty();
            case Peer.AnyOf several -> Optional.empty();
            case Peer.Anyone anyone -> Optional.empty();
        };
    }

    private static Values policy(String name) {
        return Values.object("security.istio.io/v1", "AuthorizationPolicy", name);
    }
}
