package dev.chatstack.cloud.azure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import org.junit.jupiter.api.Test;

class ApplicationGatewayControllerTest {
    private static final Synth SYNTH = Synth.of(stack -> new ApplicationGatewayController(
            stack, new FakeCluster(), new ApplicationGatewayController.Gateway("/gateway", "client"), "application"));
    private static final JsonNode VALUES = SYNTH.values("ingress-azure");

    @Test
    void signsInWithoutAPassword() {
        assertThat(VALUES.at("/armAuth/type").asText()).isEqualTo("workloadIdentity");
        assertThat(VALUES.at("/armAuth/identityClientID").asText()).isEqualTo("client");
    }

    @Test
    void isTheServiceAccountThatAzureTrusts() {
        JsonNode release = SYNTH.only("helm_release");

        assertThat(release.path("namespace").asText() + ":"
                        + release.path("name").asText())
                .isEqualTo(ApplicationGatewayController.SERVICE_ACCOUNT);
    }

    @Test
    void writesOneGatewayFromOneNamespace() {
        assertThat(VALUES.at("/appgw/applicationGatewayID").asText()).isEqualTo("/gateway");
        assertThat(VALUES.at("/kubernetes/watchNamespace").asText()).isEqualTo("application");
    }

    @Test
    void isNobodyOnItsNode() {
        assertThat(VALUES.at("/kubernetes/securityContext/runAsNonRoot").asBoolean())
                .isTrue();
        assertThat(VALUES.at("/kubernetes/securityContext/runAsUser").asInt()).isEqualTo(65534);
        assertThat(Facts.texts(VALUES.at("/kubernetes/containerSecurityContext/capabilities/drop")))
                .containsExactly("ALL");
        assertThat(VALUES.at("/kubernetes/containerSecurityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void convertsCertificatesInMemory() {
        assertThat(VALUES.at("/kubernetes/volumes/extraVolumes/0/emptyDir/medium")
                        .asText())
                .isEqualTo("Memory");
        assertThat(VALUES.at("/kubernetes/volumes/extraVolumeMounts/0/mountPath")
                        .asText())
                .isEqualTo("/tmp");
    }
}
