package dev.chatstack.kubernetes.network;

import com.hashicorp.cdktf.providers.kubernetes.network_policy_v1.*;
import dev.chatstack.cloud.DnsService;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Renders the rules of a NetworkPolicy: who may connect to its pods, and whom they may connect to. */
public final class PolicyRules {
    private static final int NAMES_PORT = 53;

    private PolicyRules() {}

    /** Lets {@code client} in on {@code ports} of TCP. */
    public static NetworkPolicyV1SpecIngress ingress(Peer client, Integer... ports) {
        return ingress(
                client,
                Arrays.stream(ports)
                        .map(port -> NetworkPolicyV1SpecIngressPorts.builder()
                                .port(String.valueOf(port))
                                .protocol("TCP")
                                .build())
                        .toList());
    }

    /** Lets {@code client} in on {@code ports} of any protocol. */
    static NetworkPolicyV1SpecIngress ingress(Peer client, List<NetworkPolicyV1SpecIngressPorts> ports) {
        NetworkPolicyV1SpecIngress.Builder rule =
                NetworkPolicyV1SpecIngress.builder().ports(ports);
        List<NetworkPolicyV1SpecIngressFrom> from =
                selective(client).map(PolicyRules::from).toList();
        return from.isEmpty() ? rule.build() : rule.from(from).build();
    }

    /** Lets the pods out to {@code server} on {@code ports}. */
    static NetworkPolicyV1SpecEgress egress(Peer server, List<NetworkPolicyV1SpecEgressPorts> ports) {
        NetworkPolicyV1SpecEgress.Builder rule =
                NetworkPolicyV1SpecEgress.builder().ports(ports);
        List<NetworkPolicyV1SpecEgressTo> to =
                selective(server).map(PolicyRules::to).toList();
        return to.isEmpty() ? rule.build() : rule.to(to).build();
    }

    /** Lets the pods out to {@code server} on {@code ports} of TCP; on any port, when there are none. */
    public static NetworkPolicyV1SpecEgress egress(Peer server, Stream<Integer> ports) {
        return egress(server, ports.map(port -> port(port, "TCP")).toList());
    }

    /** Lets the pods ask {@code dns} for names. */
    static List<NetworkPolicyV1SpecEgress> names(DnsService dns) {
        return List.of(
                egress(new Peer.InNamespace(dns.namespace()), inBothWays(dns.port())),
                egress(
                        new Peer.AnyOf(dns.networks().stream()
                                .<Peer.Single>map(Peer.Addresses::new)
                                .toList()),
                        inBothWays(NAMES_PORT)));
    }

    private static List<NetworkPolicyV1SpecEgressPorts> inBothWays(int number) {
        return List.of(port(number, "UDP"), port(number, "TCP"));
    }

    /** A port of a server; {@code protocol} is {@code TCP} or {@code UDP}. */
    static NetworkPolicyV1SpecEgressPorts port(int number, String protocol) {
        return NetworkPolicyV1SpecEgressPorts.builder()
                .port(String.valueOf(number))
                .protocol(protocol)
                .build();
    }

    /** The single peers of {@code peer}; none for everybody, whom a rule without peers means. */
    private static Stream<Peer.Single> selective(Peer peer) {
        return switch (peer) {
            case Peer.Anyone anyone -> Stream.empty();
            case Peer.AnyOf several -> several.peers().stream();
            case Peer.Single one -> Stream.of(one);
        };
    }

    private static NetworkPolicyV1SpecIngressFrom from(Peer.Single peer) {
        return switch (peer) {
            case Peer.Addresses addresses ->
                NetworkPolicyV1SpecIngressFrom.builder()
                        .ipBlock(NetworkPolicyV1SpecIngressFromIpBlock.builder()
                                .cidr(addresses.cidr())
                                .except(addresses.except())
                                .build())
                        .build();
            case Peer.InCluster pods -> from(pods);
        };
    }

    private static NetworkPolicyV1SpecEgressTo to(Peer.Single peer) {
        return switch (peer) {
            case Peer.Addresses addresses ->
                NetworkPolicyV1SpecEgressTo.builder()
                        .ipBlock(NetworkPolicyV1SpecEgressToIpBlock.builder()
                                .cidr(addresses.cidr())
                                .except(addresses.except())
                                .build())
                        .build();
            case Peer.InCluster pods -> to(pods);
        };
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
