package dev.chatstack.workload.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.cloud.UserIds;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.RealChart;
import dev.chatstack.testing.Synth;
import dev.chatstack.workload.mongodb.MongoDb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real chart makes of our values is tested where there are {@link RealChart}s. */
@DisplayName("Rocket.Chat's programs")
class RocketChatMicroservicesTest {
    private static final String BRACES = "Dear {{ name }}, ${greeting} %{x} it's \"you\"";
    private static final EnvironmentFile FILE = EnvironmentFile.MICROSERVICES
            .replace("cloud:", "secretsRevision: 3\ncloud:")
            .chat("""
                autoscaling: {maxReplicas: 4, cpuPercent: 60}
                microservices: {}
                settings:
                  uploads: {store: filesystem, storageClass: shared}
                  overwrite: {Layout_Home_Body: 'Dear {{ name }}, ${greeting} %{x} it''s "you"'}
                """);

    @TempDir
    Path folder;

    @Test
    void scalesByCpuUse() {
        JsonNode spec = scaler(FILE, "chat-ddp-streamer");

        assertThat(spec.path("min_replicas").asInt()).isEqualTo(4);
        assertThat(spec.path("max_replicas").asInt()).isEqualTo(8);
        assertThat(spec.path("metric")).hasSize(1);
        assertThat(spec.at("/metric/0/resource/target/average_utilization").asInt())
                .isEqualTo(60);
        assertThat(scaler(FILE, "chat-rocketchat-server").path("max_replicas").asInt())
                .isEqualTo(4);
    }

    @Test
    void scalesByConnectionsWhereTheClusterCountsThem() {
        JsonNode spec = scaler(
                FILE.replace("microservices: {}", "microservices: {connectionsMetric: users_connected}"),
                "chat-ddp-streamer");

        assertThat(spec.path("metric").findValuesAsText("type"))
                .containsExactlyInAnyOrder("Resource", "Utilization", "Pods", "AverageValue");
        assertThat(spec.at("/metric/1/pods/metric/name").asText()).isEqualTo("users_connected");
        assertThat(spec.at("/metric/1/pods/target/average_value").asText()).isEqualTo("500");
    }

    @Test
    void runsAsTheUserThatTheClusterChooses() {
        JsonNode values = values(synth(FILE, UserIds.ASSIGNED));

        assertThat(values.findValues("runAsUser")).hasSizeGreaterThan(7).allMatch(JsonNode::isNull);
        assertThat(values.at("/securityContext/fsGroup").isNull()).isTrue();
        assertThat(values(synth(FILE, UserIds.FROM_IMAGE))
                        .at("/securityContext/runAsUser")
                        .asInt())
                .isEqualTo(65533);
    }

    @Test
    void joinsTheStreamHubOfOlderVersionsToTheRest() {
        Synth synth = synth(old(), UserIds.FROM_IMAGE);

        assertThat(synth.all("kubernetes_network_policy_v1"))
                .extracting(policy -> policy.at("/metadata/name").asText())
                .contains(
                        "chat-stream-hub-to-mongodb",
                        "chat-stream-hub-to-nats",
                        "nats-from-chat-stream-hub",
                        "rocketchat-mongo-from-chat-stream-hub")
                .doesNotContain("chat-stream-hub-from-gateway");
    }

    @Test
    void restartsForANewPassword() {
        for (JsonNode workload : workloads(render(FILE))) {
            if (workload.path("kind").asText().equals("Deployment")) {
                assertThat(workload.at("/spec/template/metadata/annotations")
                                .path("chatstack.dev/secrets-revision")
                                .asText())
                        .as(workload.at("/metadata/name").asText())
                        .isEqualTo("3");
            }
        }
    }

    @Test
    void passesTheSettingsOfTheFile() {
        JsonNode server = named(render(FILE), "chat-rocketchat-server");

        JsonNode container = server.at("/spec/template/spec/containers/0");
        assertThat(Synth.variable(container, "OVERWRITE_SETTING_Layout_Home_Body")
                        .path("value")
                        .asText())
                .isEqualTo(BRACES);
    }

    @Test
    void restrictsEveryPod() {
        for (EnvironmentFile file : List.of(FILE, old())) {
            for (JsonNode workload : workloads(render(file))) {
                JsonNode pod = workload.at("/spec/template/spec");
                List<JsonNode> containers = new ArrayList<>();
                pod.path("containers").forEach(containers::add);
                pod.path("initContainers").forEach(containers::add);
                assertThat(containers).isNotEmpty().allSatisfy(container -> {
                    JsonNode context = container.path("securityContext");
                    assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                            .isFalse();
                    assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
                    assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                    assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
                    assertThat(container.at("/resources/limits/memory").asText())
                            .isNotEmpty();
                });
            }
        }
    }

    @Test
    void keepsTheFilesOfAMonolith() {
        JsonNode server = named(render(FILE), "chat-rocketchat-server");

        assertThat(server.at("/spec/template/spec/volumes").findValuesAsText("claimName"))
                .contains(RocketChat.UPLOADS);
    }

    private static EnvironmentFile old() {
        return FILE.replace("8.9.0", "7.6.6").replace("microservices: {}", "microservices: {streamHub: 1}");
    }

    private static JsonNode scaler(EnvironmentFile file, String name) {
        return synth(file, UserIds.FROM_IMAGE)
                .named("kubernetes_horizontal_pod_autoscaler_v2", name)
                .path("spec");
    }

    private static JsonNode values(Synth synth) {
        return synth.values(RocketChatChart.RELEASE);
    }

    private List<JsonNode> render(EnvironmentFile file) {
        Versions.Chart chart = Versions.chart("rocketchat");
        return RealChart.of(chart.name(), chart.version())
                .render(folder, RocketChatChart.RELEASE, "application", values(synth(file, UserIds.FROM_IMAGE)));
    }

    private static List<JsonNode> workloads(List<JsonNode> objects) {
        return objects.stream()
                .filter(each -> each.at("/spec/template/spec/containers").isArray())
                .toList();
    }

    private static JsonNode named(List<JsonNode> objects, String name) {
        return workloads(objects).stream()
                .filter(each -> each.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Synth synth(EnvironmentFile file, UserIds userIds) {
        EnvironmentConfig config = file.load().config();
        RocketChatConfig chat = (RocketChatConfig) config.chat();
        return Synth.of(stack -> {
            FakeCluster cluster = new FakeCluster(userIds);
            Namespace namespace = new Namespace(stack, "application", cluster, Namespace.Mesh.OUTSIDE, 60);
            MongoDb mongo = new MongoDb(
                    stack,
                    namespace,
                    cluster,
                    config.mongodb(),
                    new MongoDb.ReplicaSetSettings(
                            "rocketchat-mongo",
                            Versions.image("mongo"),
                            "rocketchat",
                            config.secretsRevision(),
                            Optional.empty()));
            new RocketChat(
                    stack,
                    namespace,
                    chat,
                    mongo,
                    new RocketChat.Surroundings(
                            new Peer.InNamespace("ingress-nginx"),
                            Optional.empty(),
                            CloudIdentity.NONE,
                            Optional.empty()));
        });
    }
}
