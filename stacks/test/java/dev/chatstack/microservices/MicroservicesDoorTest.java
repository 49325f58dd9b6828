package dev.chatstack.microservices;

import static dev.chatstack.microservices.Microservices.SHIPPED;
import static dev.chatstack.microservices.Microservices.behindTheMesh;
import static dev.chatstack.microservices.Microservices.chat;
import static dev.chatstack.microservices.Microservices.door;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Synth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that stay go to the ddp-streamer, everything else to the server. */
@DisplayName("How microservices are exposed")
class MicroservicesDoorTest {
    @Test
    void leadsConnectionsToTheDdpStreamerAndTheRestToTheServer() {
        assertThat(chat(SHIPPED).all("helm_release").toString())
                .containsSubsequence(
                        "value: /websocket", "name: chat-ddp-streamer", "value: /sockjs", "name: chat-ddp-streamer")
                .contains("name: chat-rocketchat-server");
    }

    @Test
    void splitsThePathsAtTheGatewayOfTheMeshToo() {
        assertThat(chat(behindTheMesh()).all("helm_release").toString())
                .contains("prefix: /websocket")
                .contains("prefix: /sockjs")
                .contains("host: chat-ddp-streamer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-prod", "azure-prod", "openshift-prod"})
    void splitsThePathsOnEveryCloud(String environment) {
        EnvironmentFile monolith = EnvironmentFile.shipped(environment);
        Synth microservices = chat(monolith.replace(
                "  product: rocketchat\n",
                "  product: rocketchat\n  architecture: microservices\n  concurrentUsers: 2000\n"));
        String doors = microservices.all("kubernetes_ingress_v1").toString()
                + microservices.all("helm_release").stream()
                        .filter(release -> !release.path("name").asText().equals("chat"))
                        .toList();

        assertThat(doors)
                .contains("chat-ddp-streamer", "chat-rocketchat-server", "/websocket", "/sockjs")
                .doesNotContain("\"name\":\"rocketchat-server\",\"port\"");
        assertThat(door(microservices)).isEqualTo(door(chat(monolith)));
    }
}
