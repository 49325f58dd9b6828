package dev.chatstack.workload.backup;

import static dev.chatstack.workload.backup.BackupHost.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    /** The common pool of two processors runs one at a time since Java 25. */
    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    @TempDir
    private Path folder;

    private BackupHost host;

    @BeforeEach
    void setUp() throws IOException {
        host = new BackupHost(folder);
    }

    @Test
    void manifestSaysWhatWasStored() throws Exception {
        String name = host.backUp();

        JsonNode manifest = new ObjectMapper().readTree(host.manifest(name).toFile());
        byte[] archive = Files.readAllBytes(host.archive(name));
        byte[] checksum = MessageDigest.getInstance("SHA-256").digest(archive);
        assertThat(manifest.get("size").asLong()).isEqualTo(archive.length);
        assertThat(manifest.get("sha256").asText()).isEqualTo(HexFormat.of().formatHex(checksum));
        assertThat(manifest.get("collections")).hasToString("""
            {"rocketchat.rocketchat_message":{"documents":2000,"changes":0},"rocketchat.users":{"documents":5,"changes":1}}\
            """);
        assertThat(manifest.get("oplog")).hasToString("""
            {"from":{"t":6,"i":1},"to":{"t":7,"i":1}}\
            """);
        assertThat(List.of(
                        "name",
                        "environment",
                        "product",
                        "chatVersion",
                        "database",
                        "member",
                        "mongodVersion",
                        "toolsVersion"))
                .extracting(field -> manifest.get(field).asText())
                .containsExactly(name, "test", "rocketchat", "8.6.1", "rocketchat", "m1:27017", "8.0.26", "100.18.0");
    }

    @Test
    void dumpThatDiesHalfWayIsNoBackup() {
        String good = host.backUp();
        host.set("dump-dies");

        Program died = host.run("backup.sh");

        assertThat(died.exitCode()).as(died.output()).isNotZero();
        assertThat(host.backups()).hasSize(2).containsEntry(good, "good").containsValue("unfinished");
    }

    @Test
    void fullDiskMakesNoBackupAndHurtsNone() {
        String good = host.backUp();
        host.write(MESSAGES, 1, 60000);

        // no file may grow beyond 64 KiB: rclone is refused as by a full disk
        Program full = host.runUnder(List.of("sh", "-c", "ulimit -f 128; exec \"$@\"", "sh"), "backup.sh");

        assertThat(full.exitCode()).as(full.output()).isNotZero();
        assertThat(full.output()).contains("the dump or its upload broke off");
        assertThat(host.backups()).containsEntry(good, "good").doesNotContainValue("broken");
        assertThat(host.backups().values()).filteredOn("good"::equals).hasSize(1);
    }

    @Test
    void twoAtOnceAreTwoBackups() {
        host.set("dump-waits");
        CompletableFuture<Program> one = CompletableFuture.supplyAsync(() -> host.run("backup.sh"), OWN_THREAD);
        CompletableFuture<Program> other = CompletableFuture.supplyAsync(() -> host.run("backup.sh"), OWN_THREAD);
        waitForDumps(2);
        host.unset("dump-waits");

        one.join().succeeds();
        other.join().succeeds();
        assertThat(host.backups()).hasSize(2).containsValue("good").doesNotContainValue("unfinished");
    }

    @Test
    void dumpDuringWhichARestoreBeganIsNoBackup() {
        host.set("dump-waits");
        CompletableFuture<Program> backup = CompletableFuture.supplyAsync(() -> host.run("backup.sh"));
        waitForDumps(1);
        host.write("rocketchat.chatstack_restore_running", 1, 0);
        host.unset("dump-waits");

        assertThat(backup.join().output()).contains("FAILED: a restore began while the dump ran");
        assertThat(host.backups()).containsValue("unfinished").hasSize(1);
    }

    /** Found by history 24241: the mark is gone when the dump ends, and the dump is of the middle of the restore. */
    @Test
    void aRestoreThatBeganAndEndedWhileTheDumpRanMakesNoBackup() {
        BackupHost.write(host.stand("oplog.json"), """
            [{"ts": {"t": 6, "i": 1}, "op": "n", "ns": ""},
             {"ts": {"t": 6, "i": 2}, "op": "c", "ns": "rocketchat.$cmd", "o": {"create": "chatstack_restore_running"}},
             {"ts": {"t": 7, "i": 1}, "op": "c", "ns": "rocketchat.$cmd", "o": {"drop": "chatstack_restore_running"}}]\
            """);

        assertThat(host.run("backup.sh").output()).contains("FAILED: a restore began while the dump ran");
        assertThat(host.backups()).containsValue("unfinished").hasSize(1);
    }

    @Test
    void aRestoreThatEndedJustBeforeTheDumpIsNoReasonAgainstIt() {
        BackupHost.write(host.stand("oplog.json"), """
            [{"ts": {"t": 6, "i": 1}, "op": "c", "ns": "rocketchat.$cmd", "o": {"drop": "chatstack_restore_running"}}]\
            """);

        host.backUp();
    }

    @Test
    void nothingIsBackedUpWhileARestoreIsUnfinished() {
        host.write("rocketchat.chatstack_restore_running", 1, 0);

        assertThat(host.run("backup.sh").output()).contains("FAILED: a restore is under way or broke off");
        assertThat(host.store()).isEmptyDirectory();
    }

    @Test
    void aStoreThatIsNotMountedIsNotTheStore() throws IOException {
        host.becomes(Instant.now().minus(Duration.ofDays(90)), 1);
        host.run("backup.sh", "start-anew").succeeds();
        Files.move(host.store(), folder.resolve("the disk"));
        Files.createDirectories(host.store());

        assertThat(host.run("backup.sh").output()).contains("FAILED: the store is empty, though the database is of 20");
        assertThat(host.store()).isEmptyDirectory();
        assertThat(host.run("check.sh", "latest").output())
                .contains("FAILED: nothing was touched: the store is empty: is it the right one, is it mounted?");
    }

    @Test
    void aClockThatIsWrongMakesNoBackup() {
        BackupHost.write(host.stand("clock"), "-93600");

        assertThat(host.run("backup.sh").output())
                .contains("FAILED: the clock here says ")
                .contains("set them right first");
        assertThat(host.backups()).isEmpty();
    }

    @Test
    void aStoreWithoutRoomIsLeftAlone() {
        host.backUp();
        BackupHost.write(host.stand("free"), "10");

        assertThat(host.run("backup.sh").output()).contains("FAILED: the store has 0 MiB left, the last backup had");
        assertThat(host.backups()).hasSize(1);
    }

    @Test
    void anOplogThatNoLongerReachesBackMakesNoBackup() {
        BackupHost.write(host.stand("oplog.json"), """
            [{"ts": {"t": 900, "i": 1}, "op": "i", "ns": "rocketchat.users"}]\
            """);

        Program backup = host.run("backup.sh");

        assertThat(backup.exitCode()).isNotZero();
        assertThat(backup.output()).contains("the oplog no longer reaches back to the start of the dump");
        assertThat(host.backups()).containsValue("unfinished").hasSize(1);
    }

    /** The network of a new pod refuses for some seconds, and mongosh does not wait. */
    @Test
    void membersThatRefuseAtFirstAreAskedAgain() {
        BackupHost.write(host.stand("refuses"), "3");

        host.backUp();
    }

    @Test
    void aMemberThatIsAwayIsTold() throws IOException {
        Path members = host.stand("members.json");
        Files.writeString(
                members, Files.readString(members).replace("\"m1:27017\"", "\"m2:27017\": null, \"m1:27017\""));

        assertThat(host.run("backup.sh").succeeds().output())
                .contains("m2:27017 does not answer")
                .contains("made the backup");
    }

    /** What a power cut leaves of the file: no end of a line, or nothing but zeros. */
    @Test
    void aManifestThatIsTornDoesNotHideTheNext() throws IOException {
        String torn = host.backUp();
        byte[] manifest = Files.readAllBytes(host.manifest(torn));
        Files.write(host.manifest(torn), java.util.Arrays.copyOf(manifest, 40));
        String next = host.backUp();
        assertThat(host.backups()).isEqualTo(Map.of(torn, "broken", next, "good"));

        Files.write(host.manifest(torn), new byte[manifest.length]);
        assertThat(host.backups()).isEqualTo(Map.of(torn, "broken", next, "good"));
    }

    @Test
    void dumpWithoutTheChatsDatabaseIsNoBackup() {
        assertThat(host.with("MONGODB_DATABASE", "rocket").run("backup.sh").output())
                .contains("FAILED: the dump holds nothing of the database rocket");
        assertThat(host.backups()).containsValue("unfinished").hasSize(1);
    }

    @Test
    void dumpThatHoldsTheAccountsIsNoBackup() {
        host.write("admin.system.users", 1, 3);

        assertThat(host.run("backup.sh").output()).contains("FAILED: the dump holds the database admin");
        assertThat(host.backups()).containsValue("unfinished").hasSize(1);
    }

    /** What a failed node does, at 8 moments of a backup's life. Prints its seed; -Dseed=… repeats it. */
    @Test
    void killedAtAnyMomentNothingIsLostAndNothingBrokenLooksGood() {
        long start = System.nanoTime();
        String first = host.backUp();
        double whole = (System.nanoTime() - start) / 1e9;
        Map<String, String> content = host.content();
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);

        for (int i = 0; i < 8; i++) {
            String seconds = "%.3f".formatted(random.nextDouble() * whole);
            host.runUnder(List.of("timeout", "--signal=KILL", seconds), "backup.sh");
        }

        host.with("RESTORE_FOLDER", folder.toString());
        Map<String, String> backups = host.backups();
        assertThat(backups).as("seed " + seed).containsEntry(first, "good").doesNotContainValue("broken");
        host.write(MESSAGES, 1, 3);
        host.run("restore.sh", "latest").succeeds();
        assertThat(host.content()).as("seed " + seed).isEqualTo(content);
        backups.forEach((name, state) -> {
            if (state.equals("good")) {
                host.run("check.sh", name).succeeds();
            }
        });
    }

    /** Waits until {@code count} dumps have begun to arrive in the store or are about to. */
    private void waitForDumps(int count) {
        Path started = host.stand("dumping");
        for (int i = 0; i < 1200 && lines(started) < count; i++) {
            pause();
        }
        assertThat(lines(started)).isEqualTo(count);
    }

    private static int lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
