package dev.chatstack.workload.backup;

import static dev.chatstack.workload.backup.BackupHost.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreTest {
    @TempDir
    private Path folder;

    private BackupHost host;
    private String name;
    private Map<String, String> content;

    @BeforeEach
    void setUp() throws IOException {
        host = BackupHost.withABackup(folder);
        name = host.onlyBackup();
        content = host.content();
    }

    @Test
    void bringsBackWhatWasThereAndNothingElse() {
        host.write(MESSAGES, 1, 3);
        host.write("rocketchat.made_by_a_newer_version", 1, 3);

        Program restored = host.run("restore.sh", "latest").succeeds();

        assertThat(host.content()).isEqualTo(content);
        assertThat(restored.output())
                .endsWith("restored %s: 2005 documents in 2 collections, all as the manifest says\n".formatted(name));
    }

    @Test
    void theNameOfTheJobSaysWhichBackup() throws IOException {
        host.write(MESSAGES, 1, 3);
        host.backUp();
        Path chosen = Files.createDirectories(folder.resolve("chosen"));
        host.with("RESTORE_FOLDER", chosen.toString()).with("JOB_NAME", "restore-" + name + "-again");

        host.run("check.sh").succeeds();
        host.run("restore.sh").succeeds();

        assertThat(host.content()).isEqualTo(content);
    }

    @Test
    void aNameThatSaysNothingListsTheBackups() {
        host.with("JOB_NAME", "restore-yesterday");

        assertThat(refusal())
                .contains(name + "  good  1 MiB  2005 documents  rocketchat 8.6.1\n")
                .endsWith("FAILED: nothing was touched: name the Job restore-latest or restore-<one of the backups"
                        + " above>, got restore-yesterday\n");
    }

    @Test
    void aDamagedArchiveIsRefused() throws IOException {
        byte[] archive = Files.readAllBytes(host.archive(name));
        archive[archive.length / 2] ^= 1;
        Files.write(host.archive(name), archive);

        assertThat(refusal("latest"))
                .endsWith(
                        "FAILED: nothing was touched: the archive of %s is damaged, its checksum is another; choose an older one\n"
                                .formatted(name));
    }

    @Test
    void aTruncatedArchiveIsNoBackup() throws IOException {
        String truncated = host.backUp();
        byte[] archive = Files.readAllBytes(host.archive(truncated));
        Files.write(host.archive(truncated), java.util.Arrays.copyOf(archive, archive.length - 1));

        assertThat(host.backups()).isEqualTo(Map.of(name, "good", truncated, "broken"));
        assertThat(refusal(truncated))
                .endsWith("FAILED: nothing was touched: %s is broken in %s\n".formatted(truncated, host.store()));
        assertThat(host.run("restore.sh", "latest").succeeds().output()).contains("restored " + name);
    }

    @Test
    void aDamagedManifestIsNoBackupAndHidesNoOther() throws IOException {
        String damaged = host.backUp();
        String manifest = Files.readString(host.manifest(damaged));
        Files.writeString(host.manifest(damaged), manifest.substring(0, 40));

        assertThat(host.backups()).isEqualTo(Map.of(name, "good", damaged, "broken"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CHAT_VERSION     | 8.5.12   | was made with rocketchat 8.6.1, 8.5.12 cannot read it; set chat.version"
                        + " and deploy first",
                "CHAT_PRODUCT     | tailchat | is of rocketchat, tailchat runs here",
                "MONGODB_DATABASE | other    | is of the database rocketchat, it is other here",
                "STAND_IN_VERSION | 8.2.11   | is of MongoDB 8.0.26 and does not fit 8.2.11; restore it into the"
                        + " series it is of, then upgrade"
            })
    void whatDoesNotFitIsRefused(String variable, String value, String reason) {
        host.with(variable, value);

        assertThat(refusal("latest")).endsWith("FAILED: nothing was touched: %s %s\n".formatted(name, reason));
    }

    @Test
    void aNewerChatTakesAnOlderBackup() {
        host.with("CHAT_VERSION", "8.10.0").run("restore.sh", "latest").succeeds();
    }

    @Test
    void aDocumentThatGetsLostIsNoticedAndNoBackupIsMadeOfTheResult() {
        host.set("restore-loses");

        assertThat(host.run("restore.sh", "latest").output())
                .contains(
                        "rocketchat.rocketchat_message: 1999 documents restored and 0 failed, the backup holds 2000\n")
                .endsWith(
                        "FAILED: the restored database is not what the manifest of %1$s says; do not start the chat; restore once more: as restore-%1$s-2, or `restore.sh %1$s` on a Docker host, or an older one\n"
                                .formatted(name));
        assertThat(host.run("backup.sh").output()).contains("FAILED: a restore is under way or broke off");

        host.run("restore.sh", "latest").succeeds();
        assertThat(host.content()).isEqualTo(content);
        host.backUp();
    }

    /** Found by the histories: the member that is kept may lack what was restored last, and has been counted by nobody. */
    @Test
    void aSetThatWasSalvagedMeanwhileIsNotCalledRestored() {
        host.set("salvaged");

        assertThat(host.run("restore.sh", "latest").output())
                .contains("the set was salvaged while the restore ran")
                .contains("FAILED: the restore of " + name
                        + " is not finished: do not start the chat; restore once more");
        assertThat(host.run("backup.sh").output()).contains("FAILED: a restore is under way or broke off");

        host.unset("salvaged");
        host.run("restore.sh", "latest").succeeds();
        host.backUp();
    }

    @Test
    void aRestoreThatBreaksOffSaysSo() {
        host.set("restore-dies");

        Program restore = host.run("restore.sh", "latest");

        assertThat(restore.exitCode()).isNotZero();
        assertThat(restore.output())
                .endsWith(
                        "FAILED: the restore of %1$s broke off: the database is incomplete, do not start the chat; restore once more: as restore-%1$s-2, or `restore.sh %1$s` on a Docker host\n"
                                .formatted(name));
    }

    /** Prints its seed; -Dseed=… repeats it. */
    @Test
    void killedAtAnyMomentNoBackupIsMadeOfWhatIsLeftAndTheNextRestoreRepairsIt() {
        host.write(MESSAGES, 1, 3);
        long start = System.nanoTime();
        host.run("restore.sh", "latest").succeeds();
        double whole = (System.nanoTime() - start) / 1e9;
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);

        for (int i = 0; i < 4; i++) {
            String seconds = "%.3f".formatted(random.nextDouble() * whole);
            host.runUnder(List.of("timeout", "--signal=KILL", seconds), "restore.sh", "latest");
            Map<String, String> left = host.content();
            if (host.run("backup.sh").exitCode() == 0) {
                assertThat(left).as("backed up, seed " + seed).isEqualTo(content);
            }
        }

        host.run("restore.sh", "latest").succeeds();
        assertThat(host.content()).as("seed " + seed).isEqualTo(content);
    }

    @Test
    void besideTheChatsDatabaseLeavesItAlone() {
        host.write(MESSAGES, 1, 3);
        Map<String, String> now = host.content();

        host.with("RESTORE_DATABASE", "rocketchat_restored")
                .run("restore.sh", "latest")
                .succeeds();

        assertThat(host.content())
                .containsAllEntriesOf(now)
                .hasSize(5)
                .containsEntry("rocketchat_restored.rocketchat_message", content.get(MESSAGES))
                .containsKey("rocketchat_restored.chatstack_restored");
        assertThat(host.with("RESTORE_DATABASE", "rocketchat")
                        .run("restore.sh", "latest")
                        .output())
                .endsWith("FAILED: nothing was touched: RESTORE_DATABASE must be another than rocketchat\n");
    }

    @Test
    void theRestoreTestLeavesAProofAndTheDatabaseAlone() {
        host.write(MESSAGES, 1, 3);
        Map<String, String> now = host.content();

        host.run("restore-test.sh").succeeds();

        assertThat(host.backups()).isEqualTo(Map.of(name, "proven"));
        assertThat(host.content()).isEqualTo(now);
        assertThat(BackupHost.contentOf(host.stand("test"))).isEqualTo(content);
        assertThat(host.store().resolve("restored/" + name + ".json"))
                .content()
                .matches(
                        "\\{\"format\":2,\"backup\":\"%s\",\"restoredAt\":\"20.*Z\",\"seconds\":[0-9]+,\"documents\":2005,.*}\n"
                                .formatted(name));
    }

    @Test
    void everyProofIsSignedAndNamesTheOneBefore() throws IOException {
        host.run("restore-test.sh").succeeds();
        String second = host.backUp();
        host.run("restore-test.sh").succeeds();
        String said = host.run("check.sh", "show-proofs").output();
        assertThat(said.lines().limit(2).toList())
                .hasSize(2)
                .allMatch(line -> line.matches("20\\S+Z  \\S+  2005 documents  [0-9]+ s  signed  key [0-9a-f]{16}"));

        Path proof = host.store().resolve("restored/" + second + ".json");
        Files.writeString(proof, Files.readString(proof).replace("\"documents\":2005", "\"documents\":2006"));
        Files.delete(host.store().resolve("restored/" + name + ".json"));

        assertThat(host.with("JOB_NAME", "show-proofs").run("check.sh").output())
                .contains("2006 documents")
                .contains("  forged  key ")
                .contains("(the record before it is gone)\n")
                .endsWith("FAILED: nothing was touched: these were the proofs\n");
    }

    /** What the alert, the dashboard and `verify` ask. */
    @Test
    void whatIsProvenIsWhatWasSignedHere() throws IOException {
        Program none = host.run("proofs.sh");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.output()).contains("no restore of a backup has been proven here yet");
        host.run("restore-test.sh").succeeds();
        assertThat(host.run("proofs.sh").succeeds().output())
                .matches(
                        ("\\{\"proven\":true,\"backup\":\"%s\",\"restoredAt\":\"20.*Z\",\"age\":[0-9]+,\"seconds\":[0-9]+,\"rto\":7200,\"documents\":2005,\"collections\":2,\"key\":\"[0-9a-f]{64}\",\"problems\":\\[]}\n")
                                .formatted(name));

        assertThat(host.with("RTO_SECONDS", "-1").run("proofs.sh").output()).contains(" s, -1 are promised");
        assertThat(host.with("RTO_SECONDS", "7200")
                        .with("PROOF_DAYS", "-1")
                        .run("proofs.sh")
                        .output())
                .contains("days old, -1 are promised");
        host.with("PROOF_DAYS", "8");
        assertThat(host.with("PROOF_KEY", "another's").run("proofs.sh").output())
                .contains("no restore of a backup has been proven here yet");
        host.with("PROOF_KEY", "a key");
        Path proof = host.store().resolve("restored/" + name + ".json");
        String record = Files.readString(proof);
        Files.writeString(proof, record.replaceFirst("\"seconds\":[0-9]+", "\"seconds\":1234"));
        assertThat(host.run("proofs.sh").output())
                .contains("the record of " + name + " is not as it was signed", "\"proven\":false");
        Files.writeString(proof, record.substring(0, 50));
        assertThat(host.run("proofs.sh").output()).contains("a record of a restore test cannot be read");
        assertThat(host.with("PROOF_KEY", "").run("proofs.sh").output()).contains("FAILED: PROOF_KEY is empty");
    }

    @Test
    void theRestoreTestFailsOverADamagedBackup() throws IOException {
        byte[] archive = Files.readAllBytes(host.archive(name));
        archive[20] ^= 1;
        Files.write(host.archive(name), archive);

        assertThat(host.run("restore-test.sh").exitCode()).isNotZero();
        assertThat(host.backups()).isEqualTo(Map.of(name, "good"));
        assertThat(folder.resolve("test-data")).isDirectoryNotContaining("glob:**/restore-test-data");
    }

    /** Another store of files keeps its names in the same set; a new one of it has not yet been started. */
    @Test
    void whatOtherDatabasesWroteMeanwhileIsNotReplayed() throws IOException {
        BackupHost.write(host.stand("oplog.json"), """
            [{"ts": {"t": 6, "i": 1}, "op": "n", "ns": ""},
             {"ts": {"t": 6, "i": 2}, "op": "i", "ns": "objects.filemeta", "o": {"_id": "a file"}},
             {"ts": {"t": 6, "i": 3}, "op": "u", "ns": "admin.system.users", "o": {"pwd": "old"}},
             {"ts": {"t": 7, "i": 1}, "op": "i", "ns": "rocketchat.users", "o": {"_id": 6}}]\
            """);
        String busy = host.backUp();
        host.write(MESSAGES, 1, 3);

        assertThat(host.run("restore.sh", busy).succeeds().output())
                .contains("1 entries of the oplog are the chat's, 3 of other databases are left out");
        assertThat(host.content().get("rocketchat.users")).endsWith("{\"_id\":6}\n");
        host.run("restore-test.sh").succeeds();
    }

    @Test
    void aBackupThatIsGoneBeforeTheDatabaseIsEmptiedLeavesItAlone() throws IOException {
        Path chosen = Files.createDirectories(folder.resolve("chosen"));
        host.with("RESTORE_FOLDER", chosen.toString());
        host.run("check.sh", name).succeeds();
        Files.delete(host.manifest(name));
        Files.delete(host.archive(name));

        assertThat(host.run("restore.sh").output())
                .contains("FAILED: nothing was touched: " + name + " is no longer in");
        assertThat(host.content()).isEqualTo(content);
    }

    @Test
    void retentionSparesWhatIsBeingRestored() {
        String second = host.backUp();
        String third = host.backUp();
        host.with("RESTORE_FOLDER", folder.toString()).run("check.sh", name).succeeds();

        host.with("RETENTION_NEWEST", "1").run("retention.sh").succeeds();

        assertThat(host.backups()).containsOnlyKeys(name, third).doesNotContainKey(second);
        assertThat(host.run("restore.sh").succeeds().output()).contains("restored " + name);
    }

    @Test
    void aDiskWithoutRoomIsRefusedBeforeAnythingIsTouched() {
        BackupHost.write(host.stand("disk"), "{\"fsTotalSize\": 1000000000, \"fsUsedSize\": 900000000}");

        assertThat(refusal("latest"))
                .contains("FAILED: nothing was touched: " + name + " needs about 25")
                .contains("of disk and finds 95 MiB");
        BackupHost.write(host.stand("disk"), "{\"fsTotalSize\": 1000000000, \"fsUsedSize\": 100000000}");
        host.with("RESTORE_FOLDER", folder.toString()).run("check.sh", "latest").succeeds();
    }

    /** The disk of the members may be the same: a mongod that finds it full stops. */
    @Test
    void aRestoreTestWithoutRoomEndsBeforeItFillsTheDisk() throws IOException {
        BackupHost.write(host.stand("disk"), "{\"fsTotalSize\": 1000000000, \"fsUsedSize\": 900000000}");

        Program test = host.run("restore-test.sh");

        assertThat(test.exitCode()).isNotZero();
        assertThat(test.output()).contains("nothing was touched: " + name + " needs about", "and finds 95 MiB");
        assertThat(host.stand("restoring")).doesNotExist();
        assertThat(folder.resolve("test-data/restore-test-data")).doesNotExist();
        assertThat(host.backups()).isEqualTo(Map.of(name, "good"));
    }

    @Test
    void aPreviewSaysWhatWouldBeLostAndRestoresNothing() {
        host.write(MESSAGES, 1, 2500);
        host.with("JOB_NAME", "preview-latest");

        assertThat(refusal())
                .contains("brings the chat of 20")
                .contains(": 2005 documents, 2000 messages, 5 users")
                .contains("replaces 2505 documents, 2500 messages, 5 users")
                .contains("is lost: every message between")
                .endsWith("FAILED: nothing was touched: this was the preview of " + name + "\n");
    }

    @Test
    void aMomentMeansTheNewestBackupThatHadEndedByThen() throws Exception {
        String at = "at-"
                + java.time.format.DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss'z'")
                        .withZone(java.time.ZoneOffset.UTC)
                        .format(java.time.Instant.now());
        Thread.sleep(1000);
        host.write(MESSAGES, 1, 2500);
        String later = host.backUp();

        assertThat(host.run("check.sh", "preview-" + at).output())
                .contains("minutes before 20", ", the moment asked for: nothing written in between is in it")
                .endsWith("this was the preview of " + name + "\n");
        assertThat(host.run("check.sh", "preview-at-20991231t235959z").output())
                .endsWith("this was the preview of " + later + "\n");
        assertThat(refusal("at-20200101t000000z"))
                .contains("there is no good backup from before 2020-01-01T00:00:00Z: the oldest is " + name);
    }

    @Test
    void aPreviewSaysHowLongByWhatTheRestoreTestTook() {
        host.run("restore-test.sh").succeeds();
        host.backUp();

        assertThat(host.run("check.sh", "preview-latest").output())
                .containsPattern(
                        "takes about [0-9]+ minutes, with the chat stopped: the restore test of 20\\S+Z took [0-9]+ s"
                                + " for");
    }

    @Test
    void theRestoreTestWaitsForItsMongod() {
        host.set("mongod-slow");

        host.run("restore-test.sh").succeeds();
    }

    /** Found by the histories: both find room for one copy, and together they fill the disk of the members. */
    @Test
    void aRestoreTestGivesWayToARestore() throws Exception {
        host.set("mongod-slow");
        CompletableFuture<Program> test = CompletableFuture.supplyAsync(() -> host.run("restore-test.sh"));
        Path pid = folder.resolve("test-data/restore-test-data/pid");
        while (!Files.exists(pid)) {
            Thread.sleep(20);
        }

        assertThat(host.run("restore.sh", "latest").succeeds().output())
                .contains("ends the restore test, which is on the same disk");

        assertThat(test.join().exitCode()).isNotZero();
        assertThat(host.content()).isEqualTo(content);
        assertThat(folder.resolve("test-data/restore-test-data")).doesNotExist();
        assertThat(host.backups()).isEqualTo(Map.of(name, "good"));
    }

    @Test
    void aMongodThatDoesNotStartEndsTheTest() {
        host.set("mongod-dies");

        assertThat(host.run("restore-test.sh").output()).contains("FAILED: the mongod of the test does not start");
    }

    /** Three stops left three whole copies of the database, on the disk of the members. */
    @Test
    void aTestThatIsStoppedLeavesNothingThatTheNextDoesNotClean() throws IOException {
        host.set("mongod-slow");
        for (int i = 0; i < 3; i++) {
            host.runUnder(List.of("timeout", "--signal=KILL", "2"), "restore-test.sh");
        }
        Files.createDirectories(folder.resolve("test-data/tmp.0123456789"));
        host.unset("mongod-slow");
        host.run("restore-test.sh").succeeds();

        try (java.util.stream.Stream<Path> left = Files.list(folder.resolve("test-data"))) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    /** What check.sh says when it refuses; nothing may have changed then. */
    private String refusal(String... wanted) {
        Map<String, String> before = host.content();
        Program refused = host.run("check.sh", wanted);
        assertThat(refused.exitCode()).as(refused.output()).isNotZero();
        assertThat(host.content()).isEqualTo(before);
        return refused.output();
    }
}
