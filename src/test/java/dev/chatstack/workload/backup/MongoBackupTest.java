package dev.chatstack.workload.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import dev.chatstack.workload.mongodb.MongoDb;
import dev.chatstack.workload.mongodb.ReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Backups")
class MongoBackupTest {
    private static final BackupStoreConfig S3 = new BackupStoreConfig.S3(
            "chat-backups", "here", Optional.of("https://s3.example.org"), "key", Optional.of("deleting"), 14);
    private static final BackupStoreConfig VOLUME = new BackupStoreConfig.Volume("50Gi", Optional.of("slow"));

    private final Synth synth = synth(VOLUME);

    @Test
    void makesABackupEveryHourAndNeverTwoAtOnce() {
        JsonNode cronJob = cronJob(synth, "mongodb-backup");

        assertThat(cronJob.path("schedule").asText()).isEqualTo("7 * * * *");
        assertThat(cronJob.path("concurrency_policy").asText()).isEqualTo("Forbid");
        assertThat(cronJob.at("/job_template/spec/active_deadline_seconds").asInt())
                .isLessThan(3600);
        assertThat(Synth.variable(container(cronJob), "MONGODB_URI")
                        .at("/value_from/secret_key_ref/name")
                        .asText())
                .isEqualTo("rocketchat-mongo-backup");
    }

    @Test
    void letsABackupThatIsMadeLessOftenTakeLonger() {
        JsonNode cronJob = cronJob(synth(VOLUME, "7 3 * * *"), "mongodb-backup");

        assertThat(cronJob.at("/job_template/spec/active_deadline_seconds").asInt())
                .isEqualTo(6 * 3600);
    }

    @Test
    void restoresByAJobThatStopsTheChatFirstAndStartsItLast() {
        JsonNode cronJob = cronJob(synth, "mongodb-restore");
        JsonNode pod = pod(cronJob);

        assertThat(cronJob.path("suspend").asBoolean()).isTrue();
        assertThat(pod.path("init_container").findValuesAsText("name"))
                .containsSubsequence("check", "stop-rocketchat-server", "gone-rocketchat-server", "restore");
        assertThat(Facts.texts(container(cronJob).path("args")))
                .containsExactly("scale", "deployment/rocketchat-server", "--replicas=3");
        assertThat(cronJob.at("/job_template/spec/backoff_limit").asInt()).isZero();
    }

    @Test
    void mayStopTheChatAndNothingElse() {
        JsonNode rules = synth.named("kubernetes_role_v1", "mongodb-restore").path("rule");

        assertThat(rules.findValues("resource_names")).isNotEmpty().allSatisfy(names -> assertThat(Facts.texts(names))
                .containsExactly("rocketchat-server"));
        assertThat(Facts.of(rules)).noneMatch(fact -> fact.endsWith(": secrets"));
        assertThat(pod(cronJob(synth, "mongodb-backup"))
                        .path("automount_service_account_token")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void testsRestoresOnASeparateDisk() {
        JsonNode pod = pod(cronJob(synth, "mongodb-restore-test"));

        assertThat(pod.path("volume").findValuesAsText("storage")).containsExactly("20Gi");
        assertThat(pod.path("volume").findValuesAsText("storage_class_name")).containsExactly("standard");
        assertThat(pod.path("service_account_name").asText()).isEqualTo("mongodb-backup");
    }

    @Test
    void deletesOldBackupsAsTheFileSays() {
        JsonNode container = container(cronJob(synth, "mongodb-backup-retention"));

        assertThat(Synth.variable(container, "RETENTION_DAILY").path("value").asText())
                .isEqualTo("14");
    }

    @Test
    void storesBackupsOnAVolumeOrInAStoreWithAKey() {
        assertThat(synth.named("kubernetes_persistent_volume_claim_v1", "mongodb-backups")
                        .at("/spec/storage_class_name")
                        .asText())
                .isEqualTo("slow");
        assertThat(Synth.variable(container(cronJob(synth, "mongodb-backup")), "BACKUP_STORE")
                        .path("value")
                        .asText())
                .isEqualTo("/backups");

        JsonNode s3 = container(cronJob(synth(S3), "mongodb-backup"));
        assertThat(Synth.variable(s3, "BACKUP_STORE").path("value").asText()).isEqualTo("store:chat-backups/mongodb");
        assertThat(Facts.of(Synth.variable(s3, "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY")
                        .at("/value_from/secret_key_ref")))
                .containsExactly("key: secretKey", "name: key");
    }

    @Test
    void deletesWithAnotherKeyThanItMakesThemWith() {
        Synth synth = synth(S3);

        for (String job : List.of("mongodb-backup", "mongodb-restore-test", "mongodb-restore-beside")) {
            assertThat(keySecrets(cronJob(synth, job))).as(job).containsOnly("key");
        }
        assertThat(keySecrets(cronJob(synth, "mongodb-backup-retention"))).containsOnly("deleting");
    }

    @Test
    void deletesNothingThatTheStoreHasLocked() {
        JsonNode retention = container(cronJob(synth(S3), "mongodb-backup-retention"));

        // 14 days, and the time that a backup, its proof and the next one take
        assertThat(Synth.variable(retention, "RETENTION_LOCKED_SECONDS")
                        .path("value")
                        .asInt())
                .isEqualTo((14 * 24 + 6 + 4 + 1) * 3600);
    }

    @Test
    void copiesFilesWhenItBacksUpAndAsTheUserWhoOwnsThem() {
        JsonNode cronJob = cronJob(synth(S3), "uploads-backup");

        assertThat(cronJob.path("schedule").asText()).isEqualTo("7 * * * *");
        assertThat(pod(cronJob).path("service_account_name").asText()).isEqualTo("mongodb-backup");
        assertThat(Facts.of(pod(cronJob).path("security_context")))
                .contains("run_as_user: 65533", "run_as_group: 65533", "fs_group: 65533");
        assertThat(Synth.variable(container(cronJob), "BACKUP_STORE")
                        .path("value")
                        .asText())
                .isEqualTo("store:chat-backups/uploads");
        assertThat(Facts.of(container(cronJob).path("volume_mount")))
                .anyMatch(fact -> fact.contains("mount_path: /uploads"))
                .anyMatch(fact -> fact.contains("read_only: true"));
    }

    /** The files are the chat's, the backups are MongoDB's: another group would take one of the two away from who uses it. */
    @Test
    void changesTheOwnerOfNeitherVolume() {
        JsonNode pod = pod(cronJob(synth, "uploads-restore"));

        assertThat(Facts.of(pod.path("security_context")))
                .contains("run_as_user: 999", "run_as_group: 65533", "supplemental_groups/0: 999")
                .noneMatch(fact -> fact.startsWith("fs_group"));
        assertThat(pod.findValuesAsText("claim_name"))
                .containsExactlyInAnyOrder("mongodb-backups", "rocketchat-uploads");
        assertThat(Facts.of(pod.path("affinity"))).anyMatch(fact -> fact.endsWith("rocketchat-server"));
    }

    @Test
    void deletesAndProvesFilesInTheJobsOfTheDatabase() {
        assertThat(pod(cronJob(synth, "mongodb-backup-retention"))
                        .path("container")
                        .findValuesAsText("name"))
                .contains("retention", "retention-files");
        assertThat(pod(cronJob(synth, "mongodb-restore-test")).path("container").findValuesAsText("name"))
                .contains("restore-test", "test-files");
        assertThat(pod(cronJob(synth, "mongodb-proofs")).path("container").findValuesAsText("name"))
                .contains("proofs", "proofs-files");
    }

    private static List<String> keySecrets(JsonNode cronJob) {
        return pod(cronJob).findValues("env").stream()
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .filter(variable -> variable.path("name").asText().matches("RCLONE_.*KEY(_ID)?"))
                .map(variable -> variable.at("/value_from/secret_key_ref/name").asText())
                .toList();
    }

    @Test
    void deliversEveryScriptThatThePodsCallOrInclude() throws IOException {
        List<String> shipped =
                synth.named("kubernetes_config_map_v1", "mongodb-backup-scripts").path("data").properties().stream()
                        .map(java.util.Map.Entry::getKey)
                        .toList();
        // these keep the time on a plain Docker host, where no CronJob does; the last one is in the pod of the
        // rehearsal
        try (Stream<Path> files = Files.list(Path.of("main/resources/backup"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> !List.of(
                                    "hourly.sh",
                                    "metrics.sh",
                                    "proof.sh",
                                    "restoring.sh",
                                    "schedule.sh",
                                    "steps.sh",
                                    "rehearsal.js")
                            .contains(file)))
                    .containsExactlyInAnyOrderElementsOf(shipped);
        }
    }

    private static JsonNode cronJob(Synth synth, String name) {
        return synth.named("kubernetes_cron_job_v1", name).path("spec");
    }

    private static JsonNode pod(JsonNode cronJob) {
        return cronJob.at("/job_template/spec/template/spec");
    }

    private static JsonNode container(JsonNode cronJob) {
        return pod(cronJob).at("/container/0");
    }

    private static Synth synth(BackupStoreConfig store) {
        return synth(store, "7 * * * *");
    }

    private static Synth synth(BackupStoreConfig store, String schedule) {
        return Synth.of(stack -> {
            FakeCluster cluster = new FakeCluster();
            Namespace namespace = new Namespace(stack, "application", cluster, Namespace.Mesh.OUTSIDE, 30);
            MongoDb mongo = ReplicaSet.of(stack, namespace, cluster, 3);
            new MongoBackup(
                    stack,
                    namespace,
                    cluster,
                    new BackupConfig(store, schedule, "17 2 * * 0", 24, 14, 8, List.of(), Optional.empty()),
                    new BackedUpChat(
                            "prod",
                            "rocketchat",
                            "8.9.0",
                            mongo,
                            "20Gi",
                            List.of(new MongoBackup.Client("rocketchat-server", "rocketchat-server", 3))),
                    Optional.of(new FilesVolume("rocketchat-uploads", 65533, Optional.of("rocketchat-server"))));
        });
    }
}
