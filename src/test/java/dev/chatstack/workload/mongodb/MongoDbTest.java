package dev.chatstack.workload.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MongoDB")
class MongoDbTest {
    private final Synth synth = synth(3);
    private final JsonNode set = synth.only("kubernetes_stateful_set_v1").path("spec");
    private final JsonNode mongod = set.at("/template/spec/container/0");

    @Test
    void hasAnSrvRecordThatNamesEveryMemberReadyOrNot() {
        JsonNode service = synth.only("kubernetes_service_v1").path("spec");

        assertThat(service.path("cluster_ip").asText()).isEqualTo("None");
        assertThat(service.path("publish_not_ready_addresses").asBoolean()).isTrue();
        assertThat(service.at("/port/0/name").asText()).isEqualTo("mongodb");
        assertThat(synth.named("kubernetes_secret_v1", "rocketchat-mongo-chat")
                        .at("/data_wo/uri")
                        .asText())
                .startsWith("mongodb+srv://chat:${ephemeral.random_password.")
                .endsWith("@rocketchat-mongo.application.svc.cluster.local/rocketchat?replicaSet=rs0&authSource=admin"
                        + "&tls=false&retryWrites=true&w=majority");
    }

    @Test
    void restartsNoMemberWhenTheirNumberChanges() {
        JsonNode five = synth(5).only("kubernetes_stateful_set_v1").path("spec");

        assertThat(five.path("template")).isEqualTo(set.path("template"));
        assertThat(five.path("replicas").asText()).isEqualTo("5");
    }

    @Test
    void growsTheClaimsAndLeavesTheMembersAlone() {
        JsonNode job = synth.named("kubernetes_job_v1", "rocketchat-mongo-data-size-3x20gi");

        assertThat(job.at("/spec/template/spec/container/0/args").toString())
                .contains("data-rocketchat-mongo-0", "data-rocketchat-mongo-2", "20Gi");
        assertThat(synth.only("kubernetes_stateful_set_v1")
                        .at("/lifecycle/ignore_changes/0")
                        .asText())
                .isEqualTo("spec[0].volume_claim_template");
        assertThat(Facts.of(synth.only("kubernetes_role_v1").at("/rule/0")))
                .contains("resource_names/0: data-rocketchat-mongo-0", "verbs/0: get", "verbs/1: patch")
                .doesNotContain("verbs/2: delete");
    }

    @Test
    void neverPutsTwoMembersOnANode() {
        assertThat(set.at(
                                "/template/spec/affinity/pod_anti_affinity/required_during_scheduling_ignored_during_execution/0/topology_key")
                        .asText())
                .isEqualTo("kubernetes.io/hostname");
    }

    @Test
    void startsEveryMemberAtOnceAndKeepsItsVolumes() {
        assertThat(set.path("pod_management_policy").asText()).isEqualTo("Parallel");
        assertThat(Facts.of(set.at("/persistent_volume_claim_retention_policy/0")))
                .containsExactly("when_deleted: Retain", "when_scaled: Retain");
        assertThat(set.at("/volume_claim_template/0/spec/storage_class_name").asText())
                .isEqualTo("database");
    }

    @Test
    void demandsASignIn() {
        assertThat(mongod.path("command").toString()).contains("--keyFile=/run/mongodb/key");
    }

    @Test
    void remembersADayForAMemberThatIsAway() {
        assertThat(mongod.path("command").toString()).contains("\"--oplogMinRetentionHours=24\"");
    }

    @Test
    void cachesHalfOfWhatExceedsAGibibyte() {
        assertThat(mongod.path("command").toString()).contains("--wiredTigerCacheSizeGB=0.50");
        assertThat(mongod.at("/resources/limits/memory").asText()).isEqualTo("2Gi");
    }

    @Test
    void bringsEveryScriptOfItsFolder() throws IOException {
        List<String> folder;
        try (Stream<Path> files = Files.list(Path.of("main/resources/mongodb"))) {
            folder = files.map(file -> file.getFileName().toString()).toList();
        }

        assertThat(synth.named("kubernetes_config_map_v1", "rocketchat-mongo-scripts")
                        .path("data")
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(folder);
    }

    private static Synth synth(int members) {
        return Synth.of(stack -> {
            FakeCluster cluster = new FakeCluster();
            Namespace namespace = new Namespace(stack, "application", cluster, Namespace.Mesh.OUTSIDE, 30);
            ReplicaSet.of(stack, namespace, cluster, members);
        });
    }
}
