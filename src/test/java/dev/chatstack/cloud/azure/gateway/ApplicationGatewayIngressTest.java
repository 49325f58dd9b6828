package dev.chatstack.cloud.azure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationGatewayIngressTest {
    private static final JsonNode INGRESS = Synth.of(stack -> new HostIngress(
                    stack,
                    new Namespace(stack, "application", new FakeCluster(), Namespace.Mesh.OUTSIDE, 10),
                    "chat.example.org",
                    new HostIngress.Target("server", 3000),
                    ApplicationGatewayIngress.of(
                            new ExposureConfig.ApplicationGateway(
                                    "chat-tls",
                                    List.of("0.0.0.0/0"),
                                    ExposureConfig.ApplicationGateway.Firewall.NONE,
                                    false),
                            "/health",
                            "200")))
            .only("kubernetes_ingress_v1");

    @Test
    void leadsTheHostToTheService() {
        assertThat(INGRESS.at("/spec/ingress_class_name").asText()).isEqualTo("azure-application-gateway");
        assertThat(INGRESS.at("/spec/rule/0/host").asText()).isEqualTo("chat.example.org");
        assertThat(INGRESS.at("/spec/rule/0/http/path/0/backend/service/name").asText())
                .isEqualTo("server");
        assertThat(INGRESS.at("/spec/rule/0/http/path/0/backend/service/port/number")
                        .asInt())
                .isEqualTo(3000);
    }

    @Test
    void isEncrypted() {
        assertThat(INGRESS.at("/spec/tls/0/secret_name").asText()).isEqualTo("chat-tls");
        assertThat(annotation("ssl-redirect")).isEqualTo("true");
    }

    @Test
    void asksPodsHowTheyAreOftenEnoughToMissADeadOne() {
        assertThat(annotation("health-probe-path")).isEqualTo("/health");
        assertThat(annotation("health-probe-status-codes")).isEqualTo("200");
        int seconds = Integer.parseInt(annotation("health-probe-interval"))
                * Integer.parseInt(annotation("health-probe-unhealthy-threshold"));
        assertThat(seconds).isLessThanOrEqualTo(10);
    }

    @Test
    void keepsABrowserWithItsPodAndALongUploadAlive() {
        assertThat(annotation("cookie-based-affinity")).isEqualTo("true");
        assertThat(annotation("request-timeout")).isEqualTo("3600");
    }

    private static String annotation(String name) {
        return INGRESS.path("metadata")
                .path("annotations")
                .path("appgw.ingress.kubernetes.io/" + name)
                .asText();
    }
}
