package dev.chatstack.workload.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HourlyTest {
    @TempDir
    private Path folder;

    private BackupHost host;
    private Path metrics;

    @BeforeEach
    void setUp() throws IOException {
        host = new BackupHost(folder);
        metrics = folder.resolve("backups.prom");
        host.with("METRICS_FILE", metrics.toString()).with("RETENTION_HOURLY", "1");
    }

    @Test
    void everyHourMakesABackupAndTheFirstProofProvesIt() {
        host.run("hourly.sh").succeeds();
        assertThat(host.backups()).containsValue("good").hasSize(1);

        host.run("proof.sh").succeeds();
        assertThat(host.backups()).containsValue("proven").hasSize(1);
        assertThat(metrics).content().matches("""
            chatstack_backup_last_success_timestamp_seconds 1[0-9]{9}
            chatstack_restore_test_last_success_timestamp_seconds 1[0-9]{9}
            chatstack_restore_test_duration_seconds [0-9]+
            chatstack_restore_proof_problems 0
            """);

        assertThat(host.run("hourly.sh").succeeds().output())
                .contains("made the backup")
                .doesNotContain("proved");
        assertThat(host.backups().values()).containsExactlyInAnyOrder("proven", "good");
    }

    @Test
    void aProofThatFailsIsTriedAgainAfterADayAndKeepsNoBackupWaiting() throws IOException {
        host.backUp();
        host.set("mongod-dies");
        assertThat(host.run("proof.sh").output()).contains("FAILED: restore-test.sh");
        assertThat(host.run("proof.sh").output()).isEmpty();
        assertThat(host.run("hourly.sh").succeeds().output())
                .contains("made the backup")
                .doesNotContain("mongod");

        Files.setLastModifiedTime(
                folder.resolve("test-data/restore-test-tried"),
                FileTime.from(Instant.now().minus(Duration.ofHours(24))));
        assertThat(host.run("proof.sh").output()).contains("FAILED: restore-test.sh");
    }

    /** As Docker stops the container: bash alone would let everything run on until it is killed. */
    @Test
    void aStopReachesWhatRunsAndItCleansUp() throws Exception {
        host.backUp();
        host.set("mongod-slow");
        CompletableFuture<Program> proof =
                CompletableFuture.supplyAsync(() -> host.runUnder(List.of("timeout", "3"), "proof.sh"));

        assertThat(proof.join().exitCode()).isNotZero();
        assertThat(folder.resolve("test-data/restore-test-data")).doesNotExist();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    /** Otherwise the alert would be quiet until that time comes, whatever fails meanwhile. */
    @Test
    void aBackupFromTheFutureIsNotTheLastOne() throws IOException {
        String good = host.backUp();
        host.run("metrics.sh").succeeds();
        String before = Files.readString(metrics);
        String ahead = good.replaceFirst("^20", "21");
        Files.copy(host.archive(good), host.archive(ahead));
        Files.writeString(
                host.manifest(ahead), Files.readString(host.manifest(good)).replace(good, ahead));
        assertThat(host.backups()).containsEntry(ahead, "ahead");

        host.run("metrics.sh").succeeds();

        assertThat(metrics).hasContent(before);
    }

    @Test
    void aBackupThatFailsIsToldAndLeavesTheTimeOfTheLastGoodOne() throws IOException {
        host.run("hourly.sh").succeeds();
        String before = Files.readString(metrics);
        host.set("dump-dies");

        assertThat(host.run("hourly.sh").output()).contains("FAILED: backup.sh");
        assertThat(metrics).hasContent(before);
    }
}
