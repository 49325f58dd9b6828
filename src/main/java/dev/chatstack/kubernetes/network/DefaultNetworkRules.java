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

    /** No traffic at all in {@code namespace}, except for names and, in a mesh, its control plane. */
    public DefaultNetworkRules(Namespace namespace, KubernetesCluster cluster, Namespace.Mesh mesh) {
        super(namespace, "network-rules");
        this.namespace = namespace;
        policy("deny-all", NetworkPolicyV1Spec.builder().policyTypes(List.of("Ingress", "Egress")));
        names(cluster.dns());
        if (mesh == Namespace.Mesh.INSIDE) {
            allowTo("istiod", Namespace.MESH, List.of(port(ISTIOD_PORT, "TCP")));
        }
    }

    /** Lets every pod call what speaks HTTPS: the Kubernetes API and the cloud, whose addresses are theirs. */
    public void allowToApis() {
        policy(
                "to-apis",
                egress(List.of(PolicyRules.egress(Peer.ANYONE, List.of(port(443, "TCP"), port(6443, "TCP"))))));
    }

    /** Lets {@code monitoring}, a namespace, ask the sidecars for their numbers. */
    public void allowToSidecars(String monitoring) {
        policy(
                "from-monitoring",
                NetworkPolicyV1Spec.builder()
                        .policyTypes(List.of("Ingress"))
                        .ingress(List.of(PolicyRules.ingress(new Peer.InNamespace(monitoring), SIDECAR_METRICS_PORT))));
    }

    private void names(DnsService dns) {
        policy("to-dns", egress(PolicyRules.names(dns)));
    }

    private static NetworkPolicyV1Spec.Builder egress(List<NetworkPolicyV1SpecEgress> rules) {
        return NetworkPolicyV1Spec.builder().policyTypes(List.of("Egress")).egress(rules);
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
                .dependsOn(namespace.first())
                .build();
    }
}
