package dev.chatstack.workload.wayin;

import com.hashicorp.cdktf.providers.kubernetes.network_policy_v1.*;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.network.PolicyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * The network paths of a Gateway's proxies, which several classes (Istio's, kgateway's, NGINX') start in the Gateway's own namespace. They
 * carry the label that the Gateway API gives them (GEP-1762). Others (Envoy Gateway, Traefik) start them elsewhere: then this selects none.
 */
final class GatewayPods extends Construct {
    /** Name of the Gateway. */
    static final String GATEWAY = "chat";

    private static final Map<String, String> LABELS = Map.of("gateway.networking.k8s.io/gateway-name", GATEWAY);

    /** Where load balancers ask Istio's proxies whether they live. */
    private static final int HEALTH = 15021;

    GatewayPods(Construct scope, Namespace namespace, Stream<Integer> ports, ExposureConfig.Gateway exposure) {
        super(scope, "gateway-pods");
        NetworkPolicyV1.Builder.create(this, "Default")
                .metadata(NetworkPolicyV1Metadata.builder()
                        .name("gateway-" + GATEWAY)
                        .namespace(namespace.name())
                        .build())
                .spec(NetworkPolicyV1Spec.builder()
                        .podSelector(NetworkPolicyV1SpecPodSelector.builder()
                                .matchLabels(LABELS)
                                .build())
                        .policyTypes(List.of("Ingress", "Egress"))
                        // the load balancer lets in only chat.exposure.clients; behind it, the address is the node's
                        .ingress(List.of(PolicyRules.ingress(Peer.ANYONE, 80, 443, HEALTH)))
                        .egress(egress(namespace, ports, exposure))
                        .build())
                .dependsOn(namespace.first())
                .build();
    }

    /** The proxies in {@code namespace}. */
    static Peer.Single in(String namespace) {
        return new Peer.Labelled(Map.of(Peer.InCluster.NAMESPACE_LABEL, namespace), LABELS);
    }

    /** To the ports of the pods, and on any port to the controller, which tells them what to do. */
    private static List<NetworkPolicyV1SpecEgress> egress(
            Namespace namespace, Stream<Integer> ports, ExposureConfig.Gateway exposure) {
        List<NetworkPolicyV1SpecEgress> rules =
                new ArrayList<>(List.of(PolicyRules.egress(new Peer.InNamespace(namespace.name()), ports)));
        exposure.controllerNamespace()
                .map(Peer.InNamespace::new)
                .map(controller -> PolicyRules.egress(controller, Stream.empty()))
                .ifPresent(rules::add);
        return rules;
    }
}
