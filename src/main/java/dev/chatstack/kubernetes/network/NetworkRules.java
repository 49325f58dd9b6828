package dev.chatstack.kubernetes.network;

import com.hashicorp.cdktf.providers.kubernetes.network_policy_v1.*;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.kubernetes.HttpProxy;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.constructs.Construct;

/** Opens named paths for the pods of one workload in a {@link Namespace} that denies everything by default. */
public final class NetworkRules extends Construct {
    private static final int HTTPS = 443;

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
        policy("from-" + name, "Ingress", spec -> spec.ingress(List.of(PolicyRules.ingress(client, ports))));
        namespace.open(new Opening("from-" + name, workload, client, List.of(ports)));
        return this;
    }

    /** The same for datagrams (UDP), of which a mesh knows nothing. */
    public NetworkRules allowDatagramsFrom(String name, Peer client, int port) {
        NetworkPolicyV1SpecIngressPorts datagrams = NetworkPolicyV1SpecIngressPorts.builder()
                .port(String.valueOf(port))
                .protocol("UDP")
                .build();
        policy(
                "from-" + name,
                "Ingress",
                spec -> spec.ingress(List.of(PolicyRules.ingress(client, List.of(datagrams)))));
        return this;
    }

    /** The same for datagrams (UDP) that this workload sends. */
    public NetworkRules allowDatagramsTo(String name, Peer server, int port) {
        policy(
                "to-" + name,
                "Egress",
                spec -> spec.egress(List.of(PolicyRules.egress(server, List.of(PolicyRules.port(port, "UDP"))))));
        return this;
    }

    /**
     * Lets this workload connect to {@code server} on {@code ports}, on every port if none is named; {@code name} is unique among its rules. Where a proxy is the way
     * to the internet, what speaks HTTPS there reaches the proxy instead.
     */
    public NetworkRules allowTo(String name, Peer server, Integer... ports) {
        return server.equals(Peer.INTERNET) && List.of(ports).equals(List.of(HTTPS))
                ? allowByHttp(name, server, ports)
                : open(name, server, ports);
    }

    /** The same for a workload that speaks HTTP there and is told of the proxy: where there is one, only that is reached. */
    public NetworkRules allowByHttp(String name, Peer server, Integer... ports) {
        Optional<HttpProxy> proxy = namespace.outside().proxy();
        return proxy.isPresent()
                ? open(name, proxy.get().peer(), proxy.get().server().port())
                : open(name, server, ports);
    }

    /** Lets this workload reach the buckets that the cloud made, and who vouches for it there. */
    public NetworkRules allowToBuckets() {
        if (namespace.outside().proxy().filter(HttpProxy::directBuckets).isPresent()) {
            open("store-direct", Peer.INTERNET, HTTPS);
        }
        namespace.bucketsNetwork().ifPresent(cidr -> open("store-private", new Peer.Addresses(cidr), HTTPS));
        return allowTo("store", Peer.INTERNET, HTTPS);
    }

    /** Lets this workload call the Kubernetes API and those of the cloud, which may have private addresses. */
    public NetworkRules allowToApis() {
        if (namespace.outside().proxy().isPresent()) {
            allowByHttp("apis-by-proxy", Peer.INTERNET, HTTPS);
        }
        return allowTo("apis", Peer.ANYONE, HTTPS);
    }

    private NetworkRules open(String name, Peer server, Integer... ports) {
        List<NetworkPolicyV1SpecEgressPorts> tcp =
                Arrays.stream(ports).map(port -> PolicyRules.port(port, "TCP")).toList();
        policy("to-" + name, "Egress", spec -> spec.egress(List.of(PolicyRules.egress(server, tcp))));
        return this;
    }

    /** Lets this workload call the Kubernetes API, whose address is the cloud's. */
    public NetworkRules allowToKubernetesApi() {
        return allowTo("kubernetes-api", Peer.ANYONE, 443, 6443);
    }

    /** Lets this workload ask the cloud for the credentials of {@code identity}, where that is its own address. */
    public NetworkRules allowToIdentity(CloudIdentity identity) {
        identity.server()
                .ifPresent(server -> allowTo(
                        "identity", new Peer.Addresses(server), identity.ports().toArray(Integer[]::new)));
        return this;
    }

    private void policy(String id, String type, Consumer<NetworkPolicyV1Spec.Builder> rule) {
        NetworkPolicyV1Spec.Builder spec = NetworkPolicyV1Spec.builder()
                .podSelector(NetworkPolicyV1SpecPodSelector.builder()
                        .matchLabels(Map.of(Pod.NAME_LABEL, workload))
                        .build())
                .policyTypes(List.of(type));
        rule.accept(spec);
        NetworkPolicyV1.Builder.create(this, id)
                .metadata(NetworkPolicyV1Metadata.builder()
                        .name(workload + "-" + id)
                        .namespace(namespace.name())
                        .build())
                .spec(spec.build())
                .dependsOn(namespace.first())
                .build();
    }
}
