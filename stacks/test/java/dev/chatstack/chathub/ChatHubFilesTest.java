package dev.chatstack.chathub;

import static dev.chatstack.chathub.ChatHub.CHAT;
import static dev.chatstack.chathub.ChatHub.DEPLOYMENT;
import static dev.chatstack.chathub.ChatHub.STATEFUL_SET;
import static dev.chatstack.chathub.ChatHub.chat;
import static dev.chatstack.chathub.ChatHub.container;
import static dev.chatstack.chathub.ChatHub.copy;
import static dev.chatstack.chathub.ChatHub.stream;
import static dev.chatstack.chathub.ChatHub.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What keeps ChatHub's files")
class ChatHubFilesTest {
    private static final String METRICS_PORT = "9327";

    @TempDir
    Path folder;

    @Test
    void countsForPrometheus() {
        for (JsonNode container :
                List.of(container(STATEFUL_SET, "seaweedfs", 0), container(DEPLOYMENT, "seaweedfs-s3", 0))) {
            assertThat(container.path("command").toString()).contains("\"-metricsPort=" + METRICS_PORT + "\"");
            assertThat(stream(container.path("port"))
                            .filter(port -> port.path("name").asText().equals("metrics")))
                    .extracting(port -> port.path("container_port").asText())
                    .containsExactly(METRICS_PORT);
        }
        assertThat(monitor(CHAT, "seaweedfs").toString())
                .contains("\"port\":\"metrics\"", "\"replacement\":\"seaweedfs\"");
        assertThat(monitor(CHAT, "seaweedfs-s3").toString())
                .contains("\"port\":\"metrics\"", "\"replacement\":\"seaweedfs-s3\"");
    }

    @Test
    void tellsItsNumbersToPrometheusAndNobodyElse() {
        assertThat(clients(CHAT, METRICS_PORT))
                .containsExactlyInAnyOrder("seaweedfs from prometheus", "seaweedfs-s3 from prometheus");
    }

    @Test
    void isWatchedByItsOwnRules() throws IOException {
        assertThat(rules("seaweedfs", file -> file))
                .contains("chatstack-seaweedfs")
                .doesNotContain("chatstack-minio");
        assertThat(rules("minio", ChatHubFilesTest::minio))
                .contains("chatstack-minio")
                .doesNotContain("chatstack-seaweedfs");
        assertThat(rules("external", ChatHubFilesTest::somebodyElse))
                .contains("chatstack-valkey")
                .doesNotContain("chatstack-seaweedfs", "chatstack-minio");
    }

    @Test
    void isWatchedTooWhenItIsMinio() throws IOException {
        Synth chat = chat(copy(folder, ChatHubFilesTest::minio));

        assertThat(monitor(chat, "minio").toString())
                .contains("\"path\":\"/minio/v2/metrics/cluster\"", "\"port\":\"s3\"", "\"replacement\":\"minio\"");
        assertThat(valueOf(
                        chat.named(STATEFUL_SET, "minio").at("/spec/template/spec/container/0"),
                        "MINIO_PROMETHEUS_AUTH_TYPE"))
                .isEqualTo("public");
        assertThat(clients(chat, "9000")).contains("minio from prometheus");
    }

    @Test
    void isForSomebodyElseToWatchWhenItIsTheirs() throws IOException {
        Synth chat = chat(copy(folder, ChatHubFilesTest::somebodyElse));

        assertThat(chat.values("monitoring-targets").toString()).doesNotContain("seaweedfs", "minio");
    }

    private List<String> rules(String store, UnaryOperator<String> change) throws IOException {
        Environment environment = ConfigLoader.load(copy(folder.resolve(store), change));
        return Stacks.of(environment, "platform").values("monitoring-rules").findValuesAsText("name");
    }

    private static String minio(String file) {
        return file.replace("store: seaweedfs", "store: minio");
    }

    private static String somebodyElse(String file) {
        return file.replace(
                "    store: seaweedfs\n    volume: 20Gi\n",
                "    store: external\n    endpoint: https://s3.example.org\n    bucket: files\n    secret: files-key\n");
    }

    private static JsonNode monitor(Synth chat, String name) {
        return stream(chat.values("monitoring-targets").path("manifests"))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no target " + name))
                .path("spec");
    }

    /** Who may connect to {@code port}, as {@code workload from client}. */
    private static List<String> clients(Synth chat, String port) {
        return chat.all("kubernetes_network_policy_v1").stream()
                .filter(rule -> rule.at("/spec/ingress/0/ports")
                        .findValuesAsText("port")
                        .contains(port))
                .map(rule -> label(rule.at("/spec/pod_selector")) + " from "
                        + label(rule.at("/spec/ingress/0/from/0/pod_selector")))
                .toList();
    }

    private static String label(JsonNode selector) {
        return selector.at("/match_labels/app.kubernetes.io~1name").asText();
    }
}
