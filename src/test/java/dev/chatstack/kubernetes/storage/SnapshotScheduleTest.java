package dev.chatstack.kubernetes.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.backup.SnapshotsConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Snapshots of disks")
class SnapshotScheduleTest {
    private static final Synth SYNTH = synth(new SnapshotsConfig("6h", 12));
    private static final JsonNode CRON_JOB =
            SYNTH.only("kubernetes_cron_job_v1").path("spec");
    private static final JsonNode POD = CRON_JOB.at("/job_template/spec/template/spec");

    @Test
    void makesSnapshotsAsOftenAsTheFileSays() {
        assertThat(CRON_JOB.path("schedule").asText()).isEqualTo("37 */6 * * *");
        assertThat(synth(new SnapshotsConfig("24h", 7))
                        .only("kubernetes_cron_job_v1")
                        .at("/spec/schedule")
                        .asText())
                .isEqualTo("37 3 * * *");
        assertThat(variable("SNAPSHOT_KEEP")).isEqualTo("12");
        assertThat(variable("SNAPSHOT_WORKLOADS")).isEqualTo("mongo loki");
    }

    @Test
    void mayListClaimsAndMakeSnapshotsAndNothingElse() {
        assertThat(Facts.of(SYNTH.only("kubernetes_role_v1").path("rule")))
                .containsExactly(
                        "0/api_groups/0: ",
                        "0/resources/0: persistentvolumeclaims",
                        "0/verbs/0: list",
                        "1/api_groups/0: snapshot.storage.k8s.io",
                        "1/resources/0: volumesnapshots",
                        "1/verbs/0: create",
                        "1/verbs/1: list",
                        "1/verbs/2: delete");
        assertThat(POD.path("service_account_name").asText()).isEqualTo("disk-snapshots");
        assertThat(POD.path("automount_service_account_token").asBoolean()).isTrue();
    }

    @Test
    void hasNoPathButToTheApiServer() {
        assertThat(SYNTH.all("kubernetes_network_policy_v1").stream()
                        .filter(rule -> rule.toString().contains("disk-snapshots"))
                        .flatMap(rule -> rule.findValues("egress").stream())
                        .toList())
                .hasSize(1);
        assertThat(CRON_JOB.at("/job_template/spec/template/metadata/annotations")
                        .toString())
                .contains("\"sidecar.istio.io/inject\":\"false\"");
    }

    @Test
    void givesTheCloudTheTimeThatTheScriptsGiveIt() {
        assertThat(CRON_JOB.at("/job_template/spec/active_deadline_seconds").asInt())
                .isGreaterThan(Integer.parseInt(variable("SNAPSHOT_PATIENCE")));
    }

    @Test
    void usesTheDefaultOfAClusterThatIsNoCloud() {
        assertThat(POD.at("/container/0/env").findValuesAsText("name")).doesNotContain("SNAPSHOT_CLASS");
    }

    private static String variable(String name) {
        for (JsonNode variable : POD.at("/container/0/env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        throw new AssertionError("no " + name + " in " + POD.at("/container/0/env"));
    }

    private static Synth synth(SnapshotsConfig config) {
        return Synth.of(stack -> {
            FakeCluster cluster = new FakeCluster();
            Namespace namespace = new Namespace(stack, "chat", cluster, Namespace.Mesh.OUTSIDE, 10);
            new SnapshotSchedule(stack, namespace, cluster, config, List.of("mongo", "loki"));
        });
    }
}
