package dev.chatstack.workload.backup;

import static dev.chatstack.workload.backup.BackupHost.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chat's backups, and the empty chat that takes its place after the cluster, the host or every volume was lost. */
class LineageTest {
    @TempDir
    private Path folder;

    private BackupHost host;
    private String old;
    private Map<String, String> content;

    @BeforeEach
    void aChatWithABackup() throws IOException {
        host = new BackupHost(folder);
        host.becomes(Instant.now().minus(Duration.ofDays(90)), 1);
        old = host.run("backup.sh", "start-anew").output();
        old = host.backups().keySet().iterator().next();
        content = host.content();
    }

    private void theClusterIsLost() {
        host.becomes(Instant.now(), 2);
        host.write(MESSAGES, 1, 3);
    }

    @Test
    void aNewEmptyChatIsNotBackedUpBesideTheOldOneAndLatestIsStillTheOldOne() {
        theClusterIsLost();

        assertThat(host.run("backup.sh").output())
                .contains("FAILED: the store holds backups of another database, the newest is " + old
                        + " (2005 documents, set ")
                .contains("Restore one of them, or begin anew with this one");
        assertThat(host.backups()).isEqualTo(Map.of(old, "good"));
        host.run("restore.sh", "latest").succeeds();
        assertThat(host.content()).isEqualTo(content);
    }

    @Test
    void whatWasRestoredContinuesWhatWasThere() {
        theClusterIsLost();
        host.run("restore.sh", "latest").succeeds();
        String next = host.backUp();

        assertThat(host.run("restore.sh", "latest").succeeds().output()).contains("restored " + next);
    }

    @Test
    void whoBeginsAnewHasSaidSo() {
        theClusterIsLost();
        String first = BackupHost.nameIn(
                host.with("JOB_NAME", "mongodb-backup-start-anew")
                        .run("backup.sh")
                        .succeeds(),
                "made the backup ");
        host.with("JOB_NAME", "mongodb-backup-29400000").backUp();

        assertThat(host.backups()).containsKeys(old, first).hasSize(3);
        assertThat(host.run("restore.sh", "latest").succeeds().output()).doesNotContain("restored " + old);
    }

    @Test
    void latestIsNeverOfAnotherDatabaseThanThoseBeforeIt() throws IOException {
        theClusterIsLost();
        host.with("JOB_NAME", "start-anew").run("backup.sh").succeeds();
        String newest = host.backups().keySet().stream().max(String::compareTo).orElseThrow();
        // as a version that did not know of sets would have made it
        Files.writeString(
                host.manifest(newest),
                Files.readString(host.manifest(newest)).replace("\"anew\":true", "\"anew\":false"));
        theClusterIsLost();
        Map<String, String> now = host.content();

        Program refused = host.run("restore.sh", "latest");

        assertThat(refused.output())
                .contains("FAILED: nothing was touched: the newest, " + newest)
                .contains("is of another database than " + old + " (2005 documents")
                .contains("name the one that you want");
        assertThat(host.content()).isEqualTo(now);
        host.run("restore.sh", old).succeeds();
        assertThat(host.content()).isEqualTo(content);
    }

    @Test
    void latestIsNeverOneWithFarFewerDocuments() {
        host.write(MESSAGES, 1, 30);
        String small = host.backUp();

        assertThat(host.run("restore.sh", "latest").output())
                .contains("FAILED: nothing was touched: the newest, " + small + " (35 documents")
                .contains("holds far less than " + old + " (2005 documents");
        assertThat(host.run("restore-test.sh").succeeds().output()).contains("proved " + small);
    }

    @Test
    void backupsOfAVersionThatKnewNoSetsAreOfTheSetThatIsOlderThanThey() throws IOException {
        Files.writeString(
                host.manifest(old), Files.readString(host.manifest(old)).replaceAll("\"set(Made)?\":[^,]*,", ""));

        String next = host.backUp();
        assertThat(host.run("restore.sh", "latest").succeeds().output()).contains("restored " + next);

        theClusterIsLost();
        assertThat(host.run("backup.sh").output()).contains("FAILED: the store holds backups of another database");
    }

    /** docs/disaster-recovery.md, The bucket. */
    @Test
    void aLostBucketIsFilledAgainByWhoSaysThatItIsTheRightOne() throws IOException {
        Files.move(host.store(), folder.resolve("lost"));
        Files.createDirectories(host.store());
        assertThat(host.run("backup.sh").output()).contains("FAILED: the store is empty");

        host.with("JOB_NAME", "mongodb-backup-start-anew").run("backup.sh").succeeds();
        host.with("JOB_NAME", "restore-test-now").run("restore-test.sh").succeeds();
        host.with("JOB_NAME", "mongodb-backup-29400001").run("backup.sh").succeeds();

        assertThat(host.backups().values()).containsExactly("proven", "good");
    }

    /** docs/disaster-recovery.md, A Docker host: the backups were copied away, archives before manifests. */
    @Test
    void aLostHostIsRestoredFromACopyOfItsBackups() throws IOException {
        Path away = Files.createDirectories(folder.resolve("away"));
        copy(host.store(), away, ".archive.gz");
        copy(host.store(), away, ".json");
        theClusterIsLost();
        Files.move(host.store(), folder.resolve("lost"));
        Files.createDirectories(host.store());
        copy(away, host.store(), ".archive.gz");
        assertThat(host.backups()).isEqualTo(Map.of(old, "unfinished"));
        copy(away, host.store(), ".json");

        assertThat(host.run("check.sh", "preview-latest").output())
                .contains("brings the chat of 20")
                .contains("replaces 8 documents, 3 messages, 5 users");
        host.run("restore.sh", "latest").succeeds();

        assertThat(host.content()).isEqualTo(content);
        host.backUp();
    }

    private static void copy(Path from, Path to, String ending) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
