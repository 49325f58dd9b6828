package dev.chatstack.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The mesh's authorization")
class MeshAuthorizationTest {
    private final JsonNode policies = Synth.of(stack -> {
                Namespace namespace = new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.INSIDE, 12);
                new NetworkRules(stack, "server", namespace)
                        .allowFrom("gateway", new Peer.Pods("istio-ingress", "door"), 3000)
                        .allowFrom("prometheus", new Peer.WithoutSidecar("watching", "prometheus"), 9100)
                        .allowTo("internet", Peer.INTERNET, 443);
                new MeshAuthorization(stack, namespace);
            })
            .values("mesh-authorization")
            .path("manifests");

    @Test
    void acceptsNobodyWhoWasNotNamed() {
        assertThat(policies.at("/0/metadata/name").asText()).isEqualTo("deny-all");
        assertThat(Facts.of(policies.at("/0/spec"))).containsExactly("{}");
    }

    @Test
    void acceptsWhoANetworkRuleLetsInByItsCertificate() {
        assertThat(policies.findValuesAsText("name"))
                .isEqualTo(List.of("deny-all", "server-from-gateway", "server-from-prometheus", "server-metrics"));
        assertThat(Facts.of(policies.at("/1/spec/rules/0")))
                .containsExactly(
                        "from/0/source/principals/0: cluster.local/ns/istio-ingress/sa/door",
                        "to/0/operation/ports/0: 3000");
    }

    @Test
    void answersWithoutACertificateOnThePortsThatPrometheusAsksAlone() {
        assertThat(policies.at("/3/spec/mtls/mode").asText()).isEqualTo("STRICT");
        assertThat(Facts.of(policies.at("/3/spec/portLevelMtls"))).containsExactly("9100/mode: PERMISSIVE");
    }

    @Test
    void leavesWhoHasNoCertificateToTheNetworkRule() {
        assertThat(Facts.of(policies.at("/2/spec/rules/0"))).containsExactly("to/0/operation/ports/0: 9100");
    }

    @Test
    void refusesAPathThatIsOpenedAfterwards() {
        Synth.of(stack -> {
            Namespace namespace = new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.INSIDE, 12);
            NetworkRules rules = new NetworkRules(stack, "server", namespace);
            new MeshAuthorization(stack, namespace);
            assertThatThrownBy(() -> rules.allowFrom("gateway", new Peer.Pods("istio-ingress", "door"), 3000))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the path from-gateway to server must be opened before");
        });
    }
}
