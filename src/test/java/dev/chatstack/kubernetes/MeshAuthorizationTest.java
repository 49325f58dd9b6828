package dev.chatstack.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
                        .allowFrom("prometheus", new Peer.Pods("istio-system", "prometheus"), 9100)
                        .allowTo("internet", Peer.INTERNET, 443);
                new MeshAuthorization(stack, namespace);
            })
            .values("mesh-authorization")
            .path("manifests");

    @Test
    void acceptsNobodyWhoWasNotNamed() {
        assertThat(policies.at("/0/metadata/name").asText()).isEqualTo("deny-all");
        assertThat(policies.at("/0/spec").toString()).isEqualTo("{}");
    }

    @Test
    void acceptsWhoANetworkRuleLetsInByItsCertificate() {
        assertThat(policies.findValuesAsText("name"))
                .isEqualTo(List.of("deny-all", "server-from-gateway", "server-from-prometheus"));
        assertThat(policies.at("/1/spec/rules/0").toString())
                .isEqualTo("{\"from\":[{\"source\":{\"principals\":[\"cluster.local/ns/istio-ingress/sa/door\"]}}],"
                        + "\"to\":[{\"operation\":{\"ports\":[\"3000\"]}}]}");
    }

    @Test
    void leavesWhoHasNoCertificateToTheNetworkRule() {
        assertThat(policies.at("/2/spec/rules/0").toString())
                .isEqualTo("{\"to\":[{\"operation\":{\"ports\":[\"9100\"]}}]}");
    }
}
