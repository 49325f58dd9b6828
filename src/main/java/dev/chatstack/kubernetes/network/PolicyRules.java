package dev.chatstack.kubernetes.network;

import com.hashicorp.cdktf.providers.kubernetes.network_policy_v1.*;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Renders the rules of a NetworkPolicy: who may connect to its pods, and whom they may connect to. */
public final class PolicyRules {
    /** Every namespace carries its own name under it: Kubernetes itself puts it there. */
    private static final String NAMESPACE_LABEL = "kubernetes.io/metadata.name";

    private PolicyRules() {}

    /** Lets {@code client} in on {@code ports} of TCP. */
    public static NetworkPolicyV1SpecIngress ingress(Peer client, Integer... ports) {
        NetworkPolicyV1SpecIngress.Builder rule = NetworkPolicyV1SpecIngress.builder()
                .ports(Arrays.stream(ports)
                        .map(port -> NetworkPolicyV1SpecIngressPorts.builder()
                                .port(String.valueOf(port))
                                .protocol("TCP")
                                .build())
                        .toList());
        if (!(client instanceof Peer.Anyone)) {
            rule.from(List.of(from(client)));
        }
        return rule.build();
    }

    /** Lets the pods out to {@code server} on {@code ports}. */
    static NetworkPolicyV1SpecEgress egress(Peer server, List<NetworkPolicyV1SpecEgressPorts> ports) {
        NetworkPolicyV1SpecEgress.Builder rule =
                NetworkPolicyV1SpecEgress.builder().ports(ports);
        if (!(server instanceof Peer.Anyone)) {
            rule.to(List.of(to(server)));
        }
        return rule.build();
    }

    /** A port of a server; {@code protocol} is {@code TCP} or {@code UDP}. */
    static NetworkPolicyV1SpecEgressPorts port(int number, String protocol) {
        return NetworkPolicyV1SpecEgressPorts.builder()
                .port(String.valueOf(number))
                .protocol(protocol)
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
                    .matchLabels(Map.of(Pod.NAME_LABEL, pods.name()))
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
                    .matchLabels(Map.of(Pod.NAME_LABEL, pods.name()))
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
