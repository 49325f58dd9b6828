package dev.chatstack.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import org.junit.jupiter.api.Test;

class DefaultNetworkRulesTest {
    @Test
    void deniesAWorkloadEveryConnectionButNames() {
        Synth synth = namespace(Namespace.Mesh.OUTSIDE);

        assertThat(synth.all("kubernetes_network_policy_v1"))
                .extracting(policy -> policy.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("deny-all", "to-dns");
        assertThat(Facts.of(
                        synth.named("kubernetes_network_policy_v1", "deny-all").path("spec")))
                .containsExactlyInAnyOrder("pod_selector: {}", "policy_types/0: Ingress", "policy_types/1: Egress");
    }

    @Test
    void asksForNamesOnThePortOfTheirServersAlone() {
        JsonNode names = namespace(Namespace.Mesh.OUTSIDE).named("kubernetes_network_policy_v1", "to-dns");

        assertThat(names.at("/spec/egress")).hasSize(2);
        assertThat(names.at("/spec/egress/0/to/0/namespace_selector/match_labels/kubernetes.io~1metadata.name")
                        .asText())
                .isEqualTo("kube-system");
        assertThat(names.at("/spec/egress/1/to").findValuesAsText("cidr"))
                .containsExactly("169.254.20.10/32", "169.254.169.254/32");
        assertThat(names.findValuesAsText("protocol")).containsExactly("UDP", "TCP", "UDP", "TCP");
        assertThat(names.findValuesAsText("port")).containsOnly("53");
    }

    @Test
    void letsTheMeshInOnlyToItsOwnNumbers() {
        JsonNode monitoring = Synth.of(
                        stack -> new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.INSIDE, 12)
                                .letsSidecarsBeAskedBy("watching"))
                .named("kubernetes_network_policy_v1", "from-monitoring");

        assertThat(Facts.of(monitoring.at("/spec/ingress")))
                .containsExactlyInAnyOrder(
                        "0/from/0/namespace_selector/match_labels/kubernetes.io/metadata.name: watching",
                        "0/ports/0/port: 15090",
                        "0/ports/0/protocol: TCP");
    }

    @Test
    void letsControllersOutToWhatSpeaksHttps() {
        Synth controllers = Synth.of(stack -> Namespace.forControllers(stack, "system", new FakeCluster(), 12));

        assertThat(Facts.of(controllers
                        .named("kubernetes_network_policy_v1", "to-apis")
                        .at("/spec/egress")))
                .containsExactlyInAnyOrder(
                        "0/ports/0/port: 443",
                        "0/ports/0/protocol: TCP",
                        "0/ports/1/port: 6443",
                        "0/ports/1/protocol: TCP");
    }

    private static Synth namespace(Namespace.Mesh mesh) {
        return Synth.of(stack -> new Namespace(stack, "chat", new FakeCluster(), mesh, 12));
    }
}
