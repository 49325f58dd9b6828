package dev.chatstack.workload.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped scripts with real rclone, from one folder to another and to an S3 API. */
@DisplayName("Files on a volume are backed up")
class FilesBackupTest {
    @TempDir
    private Path folder;

    private BackupHost host;
    private Path files;
    private Path store;

    @BeforeEach
    void aVolumeWithFiles() throws IOException {
        host = new BackupHost(folder);
        files = Files.createDirectories(folder.resolve("files"));
        store = Files.createDirectories(host.store().resolve("uploads"));
        host.with("UPLOADS", files.toString()).with("BACKUP_STORE", store.toString());
        send("picture.png", "a picture");
        send("empty.txt", "");
        send("the minutes of 2026.pdf", "minutes");
    }

    private void send(String name, String content) throws IOException {
        Path file = Files.createDirectories(files.resolve(name).getParent())
                .resolve(Path.of(name).getFileName());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    private String copy() {
        return BackupHost.nameIn(host.run("files-backup.sh").succeeds(), "made the copy ");
    }

    private Map<String, String> here() throws IOException {
        return contentOf(files);
    }

    private static Map<String, String> contentOf(Path root) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                content.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return content;
    }

    private Map<String, String> stored() throws IOException {
        return contentOf(store.resolve("data"));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text.substring(text.indexOf('{')));
    }

    @Test
    void deletedFilesComeBackAndNothingElseIsTouched() throws IOException {
        copy();
        Map<String, String> before = here();
        Files.delete(files.resolve("picture.png"));
        Files.delete(files.resolve("empty.txt"));
        send("newer.png", "sent after the copy");

        assertThat(host.run("files-restore.sh", "preview-latest").output())
                .contains("brings 2 files, 0 MiB: 2 are gone here, 0 have another content here and are replaced")
                .contains("nothing was touched: this was the preview of 2 files");
        assertThat(here()).doesNotContainKey("picture.png");

        assertThat(host.run("files-restore.sh", "files-latest").succeeds().output())
                .contains("restored 2 files, 0 MiB: all as the list says");
        assertThat(here()).containsAllEntriesOf(before).containsEntry("newer.png", "sent after the copy");
        assertThat(Files.getPosixFilePermissions(files.resolve("picture.png")))
                .as("the chat reads it as another user of the group")
                .contains(java.nio.file.attribute.PosixFilePermission.GROUP_WRITE);
    }

    @Test
    void anOverwrittenFileComesBackFromBeforeAndIsKeptAsItIsNow() throws IOException {
        String first = copy();
        send("picture.png", "encrypted");
        String second = copy();

        host.run("files-restore.sh", "files-" + first).succeeds();
        assertThat(here()).containsEntry("picture.png", "a picture");
        host.run("files-restore.sh", "files-" + second).succeeds();
        assertThat(here()).containsEntry("picture.png", "encrypted");
    }

    @Test
    void onlyWhatIsNewOrHasChangedIsCopied() throws IOException {
        String first = copy();
        send("one more.png", "another picture");
        Files.setLastModifiedTime(files.resolve("picture.png"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        String second = copy();

        assertThat(stored())
                .containsOnlyKeys(
                        first + "/picture.png",
                        first + "/empty.txt",
                        first + "/the minutes of 2026.pdf",
                        second + "/one more.png");
    }

    @Test
    void aFileThatIsBeingWrittenIsLeftForTheNextRun() throws IOException {
        Files.writeString(files.resolve("half.mp4"), "half");

        copy();

        assertThat(stored().values()).doesNotContain("half");
    }

    /** The copy that the clock of the Job cuts short is continued, not begun anew. */
    @Test
    void whatTheTimeIsTooShortForIsCopiedNext() throws IOException {
        assertThat(host.with("COPY_SECONDS", "0").run("files-backup.sh").output())
                .contains("FAILED: 3 files are not copied yet: the next run continues");

        host.with("COPY_SECONDS", "60");
        copy();
        assertThat(stored()).hasSize(3);
    }

    @Test
    void aFileThatCannotBeReadFailsTheRunAndKeepsItsOlderContent() throws IOException {
        copy();
        send("picture.png", "another");
        Files.delete(files.resolve("empty.txt"));
        host.with("PATH", failingSum() + ":" + host.environment().get("PATH"));

        assertThat(host.run("files-backup.sh").output())
                .contains("FAILED: 1 files are not copied yet: the next run continues");

        Files.delete(files.resolve("picture.png"));
        host.with("PATH", host.environment().get("PATH").replaceFirst("^[^:]*:", ""));
        host.run("files-restore.sh", "latest").succeeds();
        assertThat(here()).containsEntry("picture.png", "a picture").doesNotContainKey("empty.txt");
    }

    /** A volume that answers a reader with an error: root reads everything here. */
    private Path failingSum() throws IOException {
        Path program = Files.createDirectories(folder.resolve("failing")).resolve("sha256sum");
        Files.writeString(
                program, "#!/bin/bash\n[[ \"$*\" != *picture* ]] || exit 1\nexec /usr/bin/sha256sum \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.getParent();
    }

    @Test
    void aVolumeThatIsSuddenlyEmptyIsNoCopy() throws IOException {
        for (int i = 0; i < 120; i++) {
            send("file-" + i, "content " + i);
        }
        String full = copy();
        for (int i = 0; i < 120; i++) {
            Files.delete(files.resolve("file-" + i));
        }

        assertThat(host.run("files-backup.sh").output())
                .contains("FAILED: the volume holds 3 files, the newest copy 123: is it mounted, has somebody emptied"
                        + " it?");
        host.run("files-restore.sh", "latest").succeeds();
        assertThat(here()).hasSize(123);
        assertThat(host.backups()).containsOnlyKeys(full);
        for (int i = 0; i < 120; i++) {
            Files.delete(files.resolve("file-" + i));
        }
        host.run("files-backup.sh", "uploads-backup-start-anew").succeeds();
    }

    @Test
    void aRestoreToAMomentTakesTheCopyBeforeAndTheOneAfter() throws IOException {
        copy();
        Files.delete(files.resolve("picture.png"));
        String moment = Instant.now()
                        .plusSeconds(1)
                        .toString()
                        .replaceAll("[-:]|\\..*", "")
                        .toLowerCase() + "z";
        sleep(2100);
        send("later.png", "sent before the moment, copied after it");
        copy();
        Map<String, String> all = here();
        for (String name : all.keySet()) {
            Files.delete(files.resolve(name));
        }

        host.run("files-restore.sh", "files-" + moment + "-123456").succeeds();

        assertThat(here()).containsAllEntriesOf(all).containsEntry("picture.png", "a picture");
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void retentionDeletesWhatNoCopyNamesAndNothingThatOneDoes() throws IOException {
        copy();
        send("picture.png", "another");
        copy();
        Files.delete(files.resolve("the minutes of 2026.pdf"));
        String last = copy();
        older();
        host.with("RETENTION_NEWEST", "1").run("files-retention.sh").succeeds();

        assertThat(host.backups()).hasSize(1);
        assertThat(stored().values()).containsExactlyInAnyOrder("another", "");
        Map<String, String> all = here();
        Files.delete(files.resolve("picture.png"));
        host.run("files-restore.sh", "latest").succeeds();
        assertThat(here()).isEqualTo(all);
        assertThat(last).isNotEmpty();
    }

    @Test
    void retentionLeavesAloneWhatIsRestoredAndWhatIsBeingCopied() throws IOException {
        String first = copy();
        send("picture.png", "another");
        copy();
        host.run("files-restore.sh", "files-" + first).succeeds();
        Files.createDirectories(store.resolve("data/" + first));
        Files.writeString(store.resolve("data/" + first + "/being copied"), "now");
        host.with("RETENTION_NEWEST", "1").run("files-retention.sh").succeeds();

        assertThat(host.backups()).containsKey(first);
        assertThat(stored()).containsKey(first + "/being copied").containsKey(first + "/picture.png");
    }

    @Test
    void aListThatCannotBeReadKeepsEveryFile() throws IOException {
        String first = copy();
        send("picture.png", "another");
        copy();
        older();
        try (Stream<Path> lists = Files.list(store)) {
            Path list = lists.filter(file -> file.toString().endsWith(".archive.gz"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(list);
            bytes[bytes.length - 9] ^= 1;
            Files.write(list, bytes);
        }

        Program retention = host.with("RETENTION_NEWEST", "2").run("files-retention.sh");

        assertThat(retention.exitCode()).isNotZero();
        assertThat(retention.output()).contains("is damaged, its checksum is another");
        assertThat(stored()).hasSize(4);
        assertThat(first).isNotEmpty();
    }

    /** Everything in the store becomes three days older, with what the lists and manifests say of it. */
    private void older() {
        Program.run(store, "bash", "-euc", """
            today=$(date -u +%Y%m%d) then=$(date -u -d '3 days ago' +%Y%m%d)
            for list in *.archive.gz; do
              manifest=${list%.archive.gz}.manifest.json
              gzip -dc "$list" | sed "s/\\b${today}t/${then}t/" | gzip -c >new && mv new "$list"
              jq -c --arg sum "$(sha256sum <"$list" | cut -d ' ' -f 1)" --argjson size "$(stat -c %s "$list")" --arg day "$then" \\
                '.sha256 = $sum | .size = $size | .name |= $day + .[8:]' "$manifest" >new && mv new "$manifest"
            done
            find . -depth -name "${today}t*" | while read -r file; do mv "$file" "${file%/*}/$then${file##*/"$today"}"; done
            """).succeeds();
    }

    @Test
    void theProofCountsAllAndComparesASample() throws IOException {
        String name = copy();

        host.run("files-test.sh").succeeds();

        JsonNode record = json(Files.readString(store.resolve("restored/" + name + ".json")));
        assertThat(record.path("files").asInt()).isEqualTo(3);
        assertThat(record.path("compared").asInt()).isEqualTo(3);
        assertThat(record.path("signature").asText()).hasSize(128);
        assertThat(host.backups()).containsEntry(name, "proven");
        assertThat(json(host.run("proofs.sh").succeeds().output())
                        .path("proven")
                        .asBoolean())
                .isTrue();
        assertThat(host.run("check.sh", "show-proofs").output())
                .contains("3 files, 3 compared")
                .contains("  signed");
    }

    @Test
    void aFileThatTheStoreHasLostOrChangedIsNoProof() throws IOException {
        String name = copy();
        Path stored = store.resolve("data/" + name + "/picture.png");
        Files.writeString(stored, "a pictura");
        assertThat(host.run("files-test.sh").output())
                .contains("FAILED: the file picture.png of " + name + " is damaged, its checksum is another");

        Files.delete(store.resolve("data/" + name + "/empty.txt"));
        assertThat(host.run("files-test.sh").output())
                .contains("FAILED: 1 of 3 files of " + name + " are not in the store, or not whole");
        assertThat(store.resolve("restored")).doesNotExist();
    }

    @Test
    void whatTheStoreHasLostIsCopiedAgainWhenAPersonAsksForIt() throws IOException {
        Files.delete(store.resolve("data/" + copy() + "/picture.png"));
        copy();
        assertThat(host.run("files-test.sh").exitCode()).isNotZero();

        host.run("files-backup.sh", "start-anew").succeeds();

        host.run("files-test.sh").succeeds();
    }

    @Test
    void aDamagedFileIsNotCalledRestored() throws IOException {
        String name = copy();
        Files.writeString(store.resolve("data/" + name + "/picture.png"), "a pictura");
        Files.delete(files.resolve("picture.png"));

        assertThat(host.run("files-restore.sh", "latest").output())
                .contains("FAILED: 1 of 1 files are not as the list says");
    }

    /** Rights as the cloud gives them: who copies cannot delete, who deletes cannot write. */
    @Test
    void anObjectStoreNeedsNoMoreRightsThanForTheDatabase() throws IOException {
        try (ObjectStore objects = new ObjectStore()) {
            String path = "store:backups/mongodb/uploads";
            objects.as("backup", host).with("BACKUP_STORE", path);
            String first = copy();
            send("picture.png", "another");
            copy();
            host.run("files-test.sh").succeeds();
            Files.delete(files.resolve("picture.png"));
            objects.as("restore", host)
                    .with("BACKUP_STORE", path)
                    .run("files-restore.sh", "files-" + first)
                    .succeeds();
            assertThat(here()).containsEntry("picture.png", "a picture").hasSize(3);
            objects.as("retention", host)
                    .with("BACKUP_STORE", path)
                    .with("RETENTION_NEWEST", "1")
                    .run("files-retention.sh")
                    .succeeds();
            assertThat(host.backups()).hasSize(2);
        }
    }
}
