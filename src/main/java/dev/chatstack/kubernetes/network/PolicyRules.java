package dev.chatstack.kubernetes.network;

import com.hashicorp.cdktf.providers.kubernetes.network_policy_v1.*;
import java.util.Arrays;
import java.util.List;

/** Renders the rules of a NetworkPolicy: who may connect to its pods, and whom they may connect to. */
public final class PolicyRules {
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
        return switch (client) {
            case Peer.Anyone anyone -> rule.build();
            case Peer.Addresses addresses ->
                rule.from(List.of(NetworkPolicyV1SpecIngressFrom.builder()
                                .ipBlock(NetworkPolicyV1SpecIngressFromIpBlock.builder()
                                        .cidr(addresses.cidr())
                                        .except(addresses.except())
                                        .build())
                                .build()))
                        .build();
            case Peer.InCluster pods -> rule.from(List.of(from(pods))).build();
        };
    }

    /** Lets the pods out to {@code server} on {@code ports}. */
    static NetworkPolicyV1SpecEgress egress(Peer server, List<NetworkPolicyV1SpecEgressPorts> ports) {
        NetworkPolicyV1SpecEgress.Builder rule =
                NetworkPolicyV1SpecEgress.builder().ports(ports);
        return switch (server) {
            case Peer.Anyone anyone -> rule.build();
            case Peer.Addresses addresses ->
                rule.to(List.of(NetworkPolicyV1SpecEgressTo.builder()
                                .ipBlock(NetworkPolicyV1SpecEgressToIpBlock.builder()
                                        .cidr(addresses.cidr())
                                        .except(addresses.except())
                                        .build())
                                .build()))
                        .build();
            case Peer.InCluster pods -> rule.to(List.of(to(pods))).build();
        };
    }

    /** A port of a server; {@code protocol} is {@code TCP} or {@code UDP}. */
    static NetworkPolicyV1SpecEgressPorts port(int number, String protocol) {
        return NetworkPolicyV1SpecEgressPorts.builder()
                .port(String.valueOf(number))
                .protocol(protocol)
                .build();
    }

    private static NetworkPolicyV1SpecIngressFrom from(Peer.InCluster pods) {
        NetworkPolicyV1SpecIngressFrom.Builder from = NetworkPolicyV1SpecIngressFrom.builder()
                .namespaceSelector(NetworkPolicyV1SpecIngressFromNamespaceSelector.builder()
                        .matchLabels(pods.namespaceLabels())
                        .build());
        pods.podLabels()
                .ifPresent(labels -> from.podSelector(NetworkPolicyV1SpecIngressFromPodSelector.builder()
                        .matchLabels(labels)
                        .build()));
        return from.build();
    }

    private static NetworkPolicyV1SpecEgressTo to(Peer.InCluster pods) {
        NetworkPolicyV1SpecEgressTo.Builder to = NetworkPolicyV1SpecEgressTo.builder()
                .namespaceSelector(NetworkPolicyV1SpecEgressToNamespaceSelector.builder()
                        .matchLabels(pods.namespaceLabels())
                        .build());
        pods.podLabels()
                .ifPresent(labels -> to.podSelector(NetworkPolicyV1SpecEgressToPodSelector.builder()
                        .matchLabels(labels)
                        .build()));
        return to.build();
    }
}
