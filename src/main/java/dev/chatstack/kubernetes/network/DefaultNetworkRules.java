package dev.chatstack.kubernetes.network;

import static dev.chatstack.kubernetes.network.PolicyRules.port;

import com.hashicorp.cdktf.providers.kubernetes.network_policy_v1.*;
import dev.chatstack.cloud.DnsService;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.kubernetes.Namespace;
import java.util.List;
import software.constructs.Construct;

/** What holds for every pod of a namespace before its workloads name their paths. */
public final class DefaultNetworkRules extends Construct {
    private static final int ISTIOD_PORT = 15012;
    private static final int SIDECAR_METRICS_PORT = 15090;

    private final Namespace namespace;

    private DefaultNetworkRules(Namespace namespace) {
        super(namespace, "network-rules");
        this.namespace = namespace;
    }

    /** Nobody connects to its pods; they connect to anything. */
    public static void forPlatform(Namespace namespace) {
        new DefaultNetworkRules(namespace)
                .policy("deny-ingress", NetworkPolicyV1Spec.builder().policyTypes(List.of("Ingress")));
    }

    /** No traffic at all, except for names and, in a mesh, its control plane. */
    public static void forWorkloads(Namespace namespace, KubernetesCluster cluster, Namespace.Mesh mesh) {
        DefaultNetworkRules rules = new DefaultNetworkRules(namespace);
        rules.policy("deny-all", NetworkPolicyV1Spec.builder().policyTypes(List.of("Ingress", "Egress")));
        rules.names(cluster.dns());
        if (mesh == Namespace.Mesh.INSIDE) {
            rules.mesh();
        }
    }

    private void names(DnsService dns) {
        policy("to-dns", egress(PolicyRules.names(dns)));
    }

    private static NetworkPolicyV1Spec.Builder egress(List<NetworkPolicyV1SpecEgress> rules) {
        return NetworkPolicyV1Spec.builder().policyTypes(List.of("Egress")).egress(rules);
    }

    private void mesh() {
        allowTo("istiod", Namespace.SYSTEM, List.of(port(ISTIOD_PORT, "TCP")));
        policy(
                "from-monitoring",
                NetworkPolicyV1Spec.builder()
                        .policyTypes(List.of("Ingress"))
                        .ingress(List.of(
                                PolicyRules.ingress(new Peer.InNamespace(Namespace.SYSTEM), SIDECAR_METRICS_PORT))));
    }

    private void allowTo(String name, String namespaceOfServer, List<NetworkPolicyV1SpecEgressPorts> ports) {
        policy("to-" + name, egress(List.of(PolicyRules.egress(new Peer.InNamespace(namespaceOfServer), ports))));
    }

    private void policy(String name, NetworkPolicyV1Spec.Builder spec) {
        NetworkPolicyV1.Builder.create(this, name)
                .metadata(NetworkPolicyV1Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .build())
                .spec(spec.podSelector(NetworkPolicyV1SpecPodSelector.builder().build())
                        .build())
                .dependsOn(List.of(namespace.resource()))
                .build();
    }
}
