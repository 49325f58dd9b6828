package dev.chatstack.chathub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Synth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How Tailchat is exposed")
class ChatHubWaysInTest {
    private static final String ROCKET_CHAT = "(?s)  product: rocketchat\n  host: chat.example.org\n.*?  exposure:";
    private static final String TAILCHAT = "  product: tailchat\n  host: chat.example.org\n  exposure:";

    @Test
    void leadThroughTheLoadBalancerOfAws() {
        JsonNode ingress = ingress(EnvironmentFile.AWS);

        assertThat(paths(ingress)).containsExactly("/admin tailchat-admin", "/open tailchat-openapi", "/ tailchat");
        assertThat(ingress.at("/metadata/annotations/alb.ingress.kubernetes.io~1success-codes")
                        .asText())
                .isEqualTo("200-499");
    }

    @Test
    void leadThroughTheApplicationGatewayOfAzure() {
        JsonNode ingress = ingress(EnvironmentFile.AZURE);

        assertThat(paths(ingress)).containsExactly("/admin tailchat-admin", "/open tailchat-openapi", "/ tailchat");
        assertThat(ingress.at("/metadata/annotations/appgw.ingress.kubernetes.io~1health-probe-status-codes")
                        .asText())
                .isEqualTo("200-499");
    }

    @Test
    void leadThroughTheGatewayOfAMesh() {
        EnvironmentFile file = tailchat(EnvironmentFile.GOOGLE);
        JsonNode route = Stacks.of(file.load(), "chat")
                .values("tailchat-route")
                .path("manifests")
                .get(1)
                .at("/spec/http");
        Synth platform = Stacks.of(file.load(), "platform");

        assertThat(route.findValuesAsText("prefix")).containsExactly("/admin", "/open");
        assertThat(route.findValuesAsText("host")).containsExactly("tailchat-admin", "tailchat-openapi", "tailchat");
        assertThat(platform.named("kubernetes_network_policy_v1", "istio-ingressgateway-to-mesh")
                        .findValuesAsText("port"))
                .containsExactlyInAnyOrder("11000", "3000", "3003");
    }

    @Test
    void sayWhyOthersCannotBe() {
        assertThatThrownBy(() -> tailchat(EnvironmentFile.GOOGLE
                                .replace("mesh: {}\n", "production: false\n")
                                .replace(
                                        "by: istioGateway\n    tlsSecret: chat-tls",
                                        "by: loadBalancer\n    plainHttp: true\n    clients: [203.0.113.0/24]"))
                        .load())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "chat.exposure.by: must be ingress, gateway, istioGateway, alb, applicationGateway or route");
    }

    private static EnvironmentFile tailchat(EnvironmentFile file) {
        return new EnvironmentFile(file.text().replaceFirst(ROCKET_CHAT, TAILCHAT));
    }

    private static JsonNode ingress(EnvironmentFile file) {
        return Stacks.of(tailchat(file).load(), "chat").only("kubernetes_ingress_v1");
    }

    private static List<String> paths(JsonNode ingress) {
        List<String> paths = new ArrayList<>();
        for (JsonNode path : ingress.at("/spec/rule/0/http/path")) {
            paths.add(path.path("path").asText() + " "
                    + path.at("/backend/service/name").asText());
        }
        return paths;
    }
}
