package dev.chatstack.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A namespace")
class NamespaceTest {
    private final Synth synth =
            Synth.of(stack -> new Namespace(stack, "chat", new FakeCluster(), Namespace.Mesh.INSIDE, 12));

    @Test
    void refusesPodsThatAreNotRestricted() {
        JsonNode labels = synth.only("kubernetes_namespace_v1").at("/metadata/labels");

        assertThat(labels.path("pod-security.kubernetes.io/enforce").asText()).isEqualTo("restricted");
        assertThat(labels.path("istio-injection").asText()).isEqualTo("enabled");
    }

    @Test
    void deniesEveryConnectionButNamesAndTheMesh() {
        assertThat(synth.all("kubernetes_network_policy_v1"))
                .extracting(policy -> policy.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("deny-all", "to-dns", "to-istiod");
        JsonNode deny = synth.named("kubernetes_network_policy_v1", "deny-all").path("spec");
        assertThat(Facts.texts(deny.path("policy_types"))).containsExactly("Ingress", "Egress");
        assertThat(deny.has("ingress")).isFalse();
        assertThat(deny.has("egress")).isFalse();
    }

    @Test
    void hasAQuotaAndLimits() {
        assertThat(synth.only("kubernetes_resource_quota_v1")
                        .at("/spec/hard/pods")
                        .asText())
                .isEqualTo("12");
        assertThat(synth.only("kubernetes_limit_range_v1")
                        .at("/spec/limit/0/default/memory")
                        .asText())
                .isEqualTo("256Mi");
    }

    @Test
    void restrictsAllButAgentsOfTheNode() {
        Synth controllers = Synth.of(stack -> Namespace.forControllers(stack, "system", new FakeCluster(), 12));
        Synth agents = Synth.of(stack -> Namespace.forNodeAgents(stack, "agents", new FakeCluster(), 12));

        assertThat(enforced(controllers)).isEqualTo("restricted");
        assertThat(enforced(agents)).isEqualTo("privileged");
        assertThat(agents.named("kubernetes_network_policy_v1", "deny-all").at("/spec/policy_types"))
                .hasSize(2);
    }

    private static String enforced(Synth synth) {
        return synth.only("kubernetes_namespace_v1")
                .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                .asText();
    }
}
