package dev.chatstack.kubernetes;

import com.hashicorp.cdktf.providers.kubernetes.network_policy_v1.*;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.constructs.Construct;

/** Opens named paths for the pods of one workload in a {@link Namespace} that denies everything by default. */
public final class NetworkRules extends Construct {
    private static final String NAMESPACE_LABEL = "kubernetes.io/metadata.name";

    private final String workload;
    private final Namespace namespace;

    /** Rules for the workload named {@code workload}; none until they are added. */
    public NetworkRules(Construct scope, String workload, Namespace namespace) {
        super(scope, "network-rules");
        this.workload = workload;
        this.namespace = namespace;
    }

    /** Lets {@code client} connect to this workload on {@code ports}; {@code name} is unique among its rules. */
    public NetworkRules allowFrom(String name, Peer client, Integer... ports) {
        NetworkPolicyV1SpecIngress.Builder rule = NetworkPolicyV1SpecIngress.builder()
                .ports(List.of(ports).stream()
                        .map(port -> NetworkPolicyV1SpecIngressPorts.builder()
                                .port(String.valueOf(port))
                                .protocol("TCP")
                                .build())
                        .toList());
        if (!(client instanceof Peer.Anyone)) {
            rule.from(List.of(from(client)));
        }
        policy("from-" + name, "Ingress", spec -> spec.ingress(List.of(rule.build())));
        namespace.open(new MeshAuthorization.Opening("from-" + name, workload, client, List.of(ports)));
        return this;
    }

    /** Lets this workload connect to {@code server} on {@code ports}; {@code name} is unique among its rules. */
    public NetworkRules allowTo(String name, Peer server, Integer... ports) {
        NetworkPolicyV1SpecEgress.Builder rule = NetworkPolicyV1SpecEgress.builder()
                .ports(List.of(ports).stream()
                        .map(port -> NetworkPolicyV1SpecEgressPorts.builder()
                                .port(String.valueOf(port))
                                .protocol("TCP")
                                .build())
                        .toList());
        if (!(server instanceof Peer.Anyone)) {
            rule.to(List.of(to(server)));
        }
        policy("to-" + name, "Egress", spec -> spec.egress(List.of(rule.build())));
        return this;
    }

    /** Lets this workload call the Kubernetes API, whose address is the cloud's. */
    public NetworkRules allowToKubernetesApi() {
        return allowTo("kubernetes-api", Peer.ANYONE, 443, 6443);
    }

    private void policy(String id, String type, Consumer<NetworkPolicyV1Spec.Builder> rule) {
        NetworkPolicyV1Spec.Builder spec = NetworkPolicyV1Spec.builder()
                .podSelector(NetworkPolicyV1SpecPodSelector.builder()
                        .matchLabels(Map.of(HardenedPod.NAME_LABEL, workload))
                        .build())
                .policyTypes(List.of(type));
        rule.accept(spec);
        NetworkPolicyV1.Builder.create(this, id)
                .metadata(NetworkPolicyV1Metadata.builder()
                        .name(workload + "-" + id)
                        .namespace(namespace.name())
                        .build())
                .spec(spec.build())
                .dependsOn(List.of(namespace.resource()))
                .build();
    }

    private static NetworkPolicyV1SpecIngressFrom from(Peer peer) {
        NetworkPolicyV1SpecIngressFrom.Builder from = NetworkPolicyV1SpecIngressFrom.builder();
        if (peer instanceof Peer.Addresses addresses) {
            return from.ipBlock(NetworkPolicyV1SpecIngressFromIpBlock.builder()
                            .cidr(addresses.cidr())
                            .except(addresses.except())
                            .build())
                    .build();
        }
        if (peer instanceof Peer.Pods pods) {
            from.podSelector(NetworkPolicyV1SpecIngressFromPodSelector.builder()
                    .matchLabels(Map.of(HardenedPod.NAME_LABEL, pods.name()))
                    .build());
        }
        return from.namespaceSelector(NetworkPolicyV1SpecIngressFromNamespaceSelector.builder()
                        .matchLabels(namespaceLabels(peer))
                        .build())
                .build();
    }

    private static NetworkPolicyV1SpecEgressTo to(Peer peer) {
        NetworkPolicyV1SpecEgressTo.Builder to = NetworkPolicyV1SpecEgressTo.builder();
        if (peer instanceof Peer.Addresses addresses) {
            return to.ipBlock(NetworkPolicyV1SpecEgressToIpBlock.builder()
                            .cidr(addresses.cidr())
                            .except(addresses.except())
                            .build())
                    .build();
        }
        if (peer instanceof Peer.Pods pods) {
            to.podSelector(NetworkPolicyV1SpecEgressToPodSelector.builder()
                    .matchLabels(Map.of(HardenedPod.NAME_LABEL, pods.name()))
                    .build());
        }
        return to.namespaceSelector(NetworkPolicyV1SpecEgressToNamespaceSelector.builder()
                        .matchLabels(namespaceLabels(peer))
                        .build())
                .build();
    }

    private static Map<String, String> namespaceLabels(Peer peer) {
        if (peer instanceof Peer.Pods pods) {
            return Map.of(NAMESPACE_LABEL, pods.namespace());
        }
        return peer instanceof Peer.InNamespace all ? Map.of(NAMESPACE_LABEL, all.namespace()) : Map.of();
    }
}
