package dev.chatstack.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.MeshConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IstioMeshTest {
    private final Synth synth = synth(false);

    @Test
    void refusesAConnectionThatIsNotEncrypted() {
        JsonNode policy = synth.values("mesh-policy").at("/manifests/0");

        assertThat(policy.path("kind").asText()).isEqualTo("PeerAuthentication");
        assertThat(policy.at("/metadata/name").asText()).isEqualTo("default");
        assertThat(Facts.of(policy.path("spec"))).containsExactly("mtls/mode: STRICT");
    }

    @Test
    void installsItsPartsInTheirOrder() {
        assertThat(synth.named("helm_release", "istiod").path("depends_on").toString())
                .contains("istio-base");
        assertThat(synth.named("helm_release", "istio-cni").path("depends_on").toString())
                .contains("istiod");
        assertThat(synth.named("helm_release", "mesh-policy").path("depends_on").toString())
                .contains("istio-cni");
    }

    @Test
    void replacesThePlugInOfTheNetworkWheneverTheControlPlaneChanges() {
        String path = "/podAnnotations/chatstack.dev~1istiod";

        assertThat(synth.values("istio-cni").at(path).asText())
                .hasSize(8)
                .isNotEqualTo(synth(true).values("istio-cni").at(path).asText());
    }

    @Test
    void neverInjectsASidecarThatKeepsAJobFromCompleting() {
        assertThat(synth.values("istiod").at("/env/ENABLE_NATIVE_SIDECARS").textValue())
                .isEqualTo("true");
    }

    @Test
    void limitsItsOwnMemory() {
        assertThat(synth.values("istiod").at("/resources/limits/memory").asText())
                .isEqualTo("1Gi");
        assertThat(synth.values("istio-cni").at("/resources/limits/memory").asText())
                .isEqualTo("256Mi");
    }

    @Test
    void hasAsManyControlPlanesAsTheFileSays() {
        assertThat(Facts.of(synth.values("istiod"))).contains("autoscaleMin: 3", "autoscaleMax: 6");
    }

    @Test
    void tracesOneRequestInAHundredWhereSomebodyTakesTheTraces() {
        assertThat(Facts.of(synth(true).values("mesh-policy").path("manifests")))
                .contains("1/kind: Telemetry", "1/spec/tracing/0/randomSamplingPercentage: 1");
        assertThat(synth.values("mesh-policy").path("manifests")).hasSize(1);
    }

    private static Synth synth(boolean traced) {
        return Synth.of(stack -> new IstioMesh(
                stack,
                new Namespace(stack, "istio-system", new FakeCluster(), Namespace.Mesh.OUTSIDE, 40),
                new FakeCluster(),
                new MeshConfig(3, 2),
                traced ? Optional.of("watching") : Optional.empty()));
    }
}
