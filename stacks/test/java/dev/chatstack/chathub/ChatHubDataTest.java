package dev.chatstack.chathub;

import static dev.chatstack.chathub.ChatHub.CHAT;
import static dev.chatstack.chathub.ChatHub.DEPLOYMENT;
import static dev.chatstack.chathub.ChatHub.STATEFUL_SET;
import static dev.chatstack.chathub.ChatHub.chat;
import static dev.chatstack.chathub.ChatHub.container;
import static dev.chatstack.chathub.ChatHub.containers;
import static dev.chatstack.chathub.ChatHub.copy;
import static dev.chatstack.chathub.ChatHub.platform;
import static dev.chatstack.chathub.ChatHub.secret;
import static dev.chatstack.chathub.ChatHub.secretOf;
import static dev.chatstack.chathub.ChatHub.stream;
import static dev.chatstack.chathub.ChatHub.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Literal;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for each weak point of the deployment that ChatHub began as, with the numbers of docs/chathub.md: those that lost data. */
@DisplayName("ChatHub, as config/k3s-chathub.yaml asks for it, loses nothing: it")
class ChatHubDataTest {
    @TempDir
    Path folder;

    /** 1 */
    @Test
    void namesNoServerToAnyClient() {
        for (String program : List.of("tailchat", "tailchat-plugins", "tailchat-openapi", "tailchat-admin")) {
            JsonNode container = container(DEPLOYMENT, program, 0);
            assertThat(secretOf(container, "REDIS_URL")).isEqualTo("valkey/url");
            assertThat(secretOf(container, "TRANSPORTER")).isEqualTo("valkey/url");
            assertThat(secretOf(container, "MONGO_URL")).isEqualTo("tailchat-mongo-chat/uri");
            assertThat(CHAT.named(DEPLOYMENT, program).toString())
                    .doesNotContain("valkey-0", "tailchat-mongo-0", "seaweedfs-0");
        }
        assertThat(secret("valkey", "url")).matches("redis://:\\$\\{ephemeral.*}@valkey-proxy:6379");
        assertThat(secret("tailchat-mongo-chat", "uri"))
                .startsWith("mongodb+srv://")
                .contains("replicaSet=rs0");
    }

    /** 2 */
    @Test
    void hasEnoughMembersToElectAnother() {
        for (String set : List.of("tailchat-mongo", "valkey", "seaweedfs")) {
            assertThat(CHAT.named(STATEFUL_SET, set).at("/spec/replicas").asText())
                    .isEqualTo("3");
        }
    }

    /** 3 */
    @Test
    void keepsDataWhereTheProgramsWriteIt() {
        for (Map.Entry<String, String> folderOf : Map.of(
                        "tailchat-mongo", "--dbpath=/data/db", "seaweedfs", "-dir=/data")
                .entrySet()) {
            JsonNode container = container(STATEFUL_SET, folderOf.getKey(), 0);
            String claim = CHAT.named(STATEFUL_SET, folderOf.getKey())
                    .at("/spec/volume_claim_template/0/metadata/name")
                    .asText();
            String mounted = stream(container.path("volume_mount"))
                    .filter(mount -> mount.path("name").asText().equals(claim))
                    .map(mount -> mount.path("mount_path").asText())
                    .findFirst()
                    .orElse("nowhere");
            assertThat(container.path("command").toString()).contains("\"" + folderOf.getValue() + "\"");
            assertThat(folderOf.getValue()).endsWith("=" + mounted);
        }
        // the script's own default
        assertThat(ConfigFiles.resource("/valkey/cluster.sh")).contains("data=${VALKEY_DATA:-/data}");
        assertThat(container(STATEFUL_SET, "valkey", 0).path("volume_mount").valueStream())
                .anySatisfy(mount -> assertThat(Facts.of(mount)).contains("mount_path: /data", "name: data"));
    }

    /** 7 */
    @Test
    void keepsEveryFileTwiceBehindAPasswordOfItsOwn() {
        assertThat(container(STATEFUL_SET, "seaweedfs", 0).path("command").toString())
                .contains("-master.defaultReplication=001");
        assertThat(container(DEPLOYMENT, "seaweedfs-s3", 0).path("command").toString())
                .contains("-defaultReplicaPlacement=001", "-s3.config=/identities/s3.json");
        assertThat(secret("seaweedfs-s3", "secretKey")).matches("\\$\\{ephemeral\\.random_password\\..*\\.result}");
        assertThat(CHAT.named("kubernetes_job_v1", "objects-bucket-tailchat").toString())
                .contains("\"mkdir\",\"objects:tailchat\"");
        assertThat(containers()).hasSizeGreaterThan(10).allSatisfy(container -> assertThat(
                        container.path("port").toString())
                .doesNotContain("host_port"));
    }

    /** 12 */
    @Test
    void isBackedUpWatchedAndGrowsWhenItIsAskedTo() throws IOException {
        List<String> jobs = CHAT.all("kubernetes_cron_job_v1").stream()
                .map(job -> job.at("/metadata/name").asText())
                .toList();
        assertThat(jobs).contains("mongodb-backup", "mongodb-restore-test", "objects-backup", "objects-restore");
        assertThat(CHAT.named("kubernetes_cron_job_v1", "objects-backup").toString())
                .contains("\"objects:tailchat\",\"store:example-chathub-backups/objects/tailchat\"");
        assertThat(CHAT.values("monitoring-targets").toString())
                .contains("https://app.chathub.example.org/health", "\"replacement\":\"valkey\"");

        Synth growing = chat(copy(
                folder,
                file -> file.replace(
                        "  replicas: 3\n", "  replicas: 3\n  autoscaling: {maxReplicas: 6, cpuPercent: 80}\n")));
        assertThat(growing.named("kubernetes_horizontal_pod_autoscaler_v2", "tailchat")
                        .at("/spec/max_replicas")
                        .asInt())
                .isEqualTo(6);
    }

    /** 14 */
    @Test
    void shipsTheVeryFilesWhoseFailoverIsTested() {
        for (Map.Entry<String, List<String>> map : Map.of(
                        "valkey-scripts",
                        List.of(
                                "cluster.sh",
                                "probe.sh",
                                "sentinel.conf",
                                "start-sentinel.sh",
                                "start-valkey.sh",
                                "valkey.conf"),
                        "valkey-proxy",
                        List.of("haproxy.cfg"))
                .entrySet()) {
            JsonNode data = CHAT.named("kubernetes_config_map_v1", map.getKey()).path("data");
            for (String file : map.getValue()) {
                assertThat(Literal.read(data.path(file).asText()))
                        .as(file)
                        .isEqualTo(ConfigFiles.resource("/valkey/" + file));
            }
        }
        for (int server = 0; server < 3; server++) {
            String address = valueOf(container(DEPLOYMENT, "valkey-proxy", 0), "VALKEY_" + server);
            assertThat(address)
                    .matches("\\$\\{kubernetes_service_v1\\.valkey_valkey-" + server
                            + "_service_.*\\.spec(\\[0]|\\.0)\\.cluster_ip}");
            assertThat(valueOf(container(STATEFUL_SET, "valkey", 1), "VALKEY_" + server))
                    .isEqualTo(address);
        }
    }

    @Test
    void storesNothingNineTimes() {
        Synth platform = platform();
        JsonNode single = platform.only("kubernetes_storage_class_v1");

        assertThat(single.at("/parameters/numberOfReplicas").asText()).isEqualTo("1");
        for (String set : List.of("tailchat-mongo", "valkey", "seaweedfs")) {
            assertThat(CHAT.named(STATEFUL_SET, set)
                            .at("/spec/volume_claim_template/0/spec/storage_class_name")
                            .asText())
                    .isEqualTo(single.at("/metadata/name").asText());
        }
    }
}
