package dev.chatstack.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Synth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** In STRICT a pod's port that is no Service's is refused: the caller's sidecar does not know that it must encrypt. */
    @ParameterizedTest
    @MethodSource("meshes")
    void leadToPortsThatTheMeshKnows(EnvironmentFile file) {
        Synth chat = chat(file);
        Set<String> known = new HashSet<>();
        for (JsonNode service : chat.all("kubernetes_service_v1")) {
            for (JsonNode port : service.at("/spec/port")) {
                known.add(name(service.at("/spec/selector")) + ":"
                        + port.path("target_port").asText());
            }
        }
        Set<String> called = new TreeSet<>();
        for (JsonNode policy : chat.all("kubernetes_network_policy_v1")) {
            for (JsonNode rule : policy.at("/spec/egress")) {
                String workload = name(rule.at("/to/0/pod_selector/match_labels"));
                rule.path("ports").findValuesAsText("port").stream()
                        .filter(port -> !workload.isEmpty())
                        .forEach(port -> called.add(workload + ":" + port));
            }
        }

        assertThat(called).hasSizeGreaterThan(1).allMatch(known::contains);
    }

    static List<EnvironmentFile> meshes() {
        EnvironmentFile tailchat = new EnvironmentFile(EnvironmentFile.GOOGLE
                .text()
                .replaceFirst(
                        "(?s)  product: rocketchat\n.*?  exposure:",
                        "  product: tailchat\n  host: chat.example.org\n  exposure:"));
        return List.of(SERVERS, tailchat, tailchat.chat("objects: {store: minio}"));
    }

    /** The workload that {@code labels} choose: a Service of one pod is its workload's. */
    private static String name(JsonNode labels) {
        String workload = labels.path("app.kubernetes.io/name").asText();
        return workload.isEmpty()
                ? labels.path("statefulset.kubernetes.io/pod-name").asText().replaceAll("-\\d+$", "")
                : workload;
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
