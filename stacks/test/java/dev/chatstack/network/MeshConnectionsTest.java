package dev.chatstack.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Synth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Connections inside a mesh")
class MeshConnectionsTest {
    private static final EnvironmentFile SERVERS = EnvironmentFile.GOOGLE.chat("replicas: 3\nlicenceSecret: licence");

    @Test
    void leadFromServerToServerByAPortThatTheMeshKnows() {
        JsonNode peers = chat(SERVERS)
                .named("kubernetes_service_v1", "rocketchat-server-peers")
                .path("spec");

        assertThat(peers.path("cluster_ip").asText()).isEqualTo("None");
        assertThat(peers.at("/selector/app.kubernetes.io~1name").asText()).isEqualTo("rocketchat-server");
        assertThat(peers.at("/port/0/port").asInt()).isEqualTo(9000);
        assertThat(peers.at("/port/0/app_protocol").asText()).isEqualTo("tcp");
    }

    @Test
    void areEncryptedToEveryPodThatIsCalledByItsAddress() {
        Synth chat = chat(SERVERS);

        assertThat(encrypted(chat))
                .containsExactlyInAnyOrderElementsOf(headless(chat))
                .contains("rocketchat-server-peers.application.svc.cluster.local")
                .contains("rocketchat-mongo.application.svc.cluster.local");
    }

    @Test
    void areEncryptedToTheServersOfNatsThatTheChartMakes() {
        assertThat(encrypted(chat(SERVERS.chat("architecture: microservices"))))
                .contains("chat-nats.application.svc.cluster.local");
    }

    @Test
    void keepABrowserAtItsServerByACookieThatNeverTravelsInTheClear() {
        JsonNode route = chat(SERVERS).values("rocketchat-server-route");

        assertThat(route.findValue("attributes").findValuesAsText("name"))
                .containsExactlyInAnyOrder("HttpOnly", "Secure");
    }

    private static List<String> headless(Synth chat) {
        List<String> hosts = new ArrayList<>();
        for (JsonNode service : chat.all("kubernetes_service_v1")) {
            if (service.at("/spec/cluster_ip").asText().equals("None")) {
                hosts.add(service.at("/metadata/name").asText() + ".application.svc.cluster.local");
            }
        }
        return hosts;
    }

    private static List<String> encrypted(Synth chat) {
        List<String> hosts = new ArrayList<>();
        for (JsonNode rule : chat.values("mesh-pod-encryption").path("manifests")) {
            assertThat(rule.at("/spec/trafficPolicy/tls/mode").asText()).isEqualTo("ISTIO_MUTUAL");
            hosts.add(rule.at("/spec/host").asText());
        }
        return hosts;
    }

    private static Synth chat(EnvironmentFile file) {
        return Stacks.of(file.load(), "chat");
    }
}
