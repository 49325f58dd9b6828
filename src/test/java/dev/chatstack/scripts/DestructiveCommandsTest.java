package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What formats, deletes, empties or overwrites, in every script that is delivered; and what each of them decides on. A failure to
 * look ("exit code 2", nothing in the answer, a file that cannot be read) must never be among it: the person who adds a line here says why
 * it cannot be.
 */
@DisplayName("Commands that destroy")
class DestructiveCommandsTest {
    private static final Pattern DESTROYS = Pattern.compile(
            "\\brm -|\\brm \"|mkfs|deletefile|rclone delete |rclone cleanup|\\.drop\\(|dropDatabase|'DELETE'|force: true|kill -9|--drop|replicaof \\$|\\bwipefs|\\bdd if=.* of=");

    private static final Map<String, String> DECIDED_ON = new TreeMap<>(Map.ofEntries(
            Map.entry("backup/backup.sh: rm -rf \"$work\"", "its own temporary folder"),
            Map.entry("backup/before-restore.js: .drop(", "restore.sh has seen the archive whole, and pinned it"),
            Map.entry(
                    "backup/beside.js: .drop(",
                    "the collections of the copy have the chat's names, each seen whole under one of the two"),
            Map.entry(
                    "backup/check.sh: rm -f \"${RESTORE_FOLDER:-$work}/switch\"",
                    "its own answer to another question, which restore.sh must not take for this one's"),
            Map.entry("backup/check.sh: rm -rf \"$work\"", "its own temporary folder"),
            Map.entry("backup/files.sh: rm -rf \"$work\"", "its own temporary folder"),
            Map.entry(
                    "backup/files-retention.sh: rclone delete ",
                    "the lists of all copies, each read whole and none broken, and a list of the store that ends the run when it fails"),
            Map.entry("backup/finish-restore.js: .drop(", "the mark alone, after every count was compared"),
            Map.entry(
                    "backup/restore-test.sh: kill -9",
                    "the process's own command line was read, and names the port of the test"),
            Map.entry("backup/proofs.sh: rm -rf \"$work\"", "its own temporary folder"),
            Map.entry(
                    "backup/rehearsal.js: .drop(",
                    "a database that is named as a rehearsal's, which nothing else uses"),
            Map.entry("backup/restore-test.sh: rm -rf \"$data\"", "a folder that only tests use, under a lock"),
            Map.entry("backup/restore-test.sh: rm -rf \"$RESTORE_FOLDER\"", "its own temporary folder"),
            Map.entry("backup/restore.sh: --drop", "as before-restore.js"),
            Map.entry("backup/restore.sh: rm -rf \"$work\"", "its own temporary folder"),
            Map.entry("backup/restoring.sh: rm -f \"$kept\"", "how a restore ended, after somebody was told"),
            Map.entry(
                    "backup/retention.sh: deletefile",
                    "names of a list that was read whole; a list that fails ends the run"),
            Map.entry(
                    "backup/retention.sh: rclone cleanup",
                    "parts of uploads that are a day old; rclone lists them itself"),
            Map.entry("backup/retention.sh: rm -rf \"$work\"", "its own temporary folder"),
            Map.entry("backup/steps.sh: rm -rf \"$work\"", "its own temporary folder"),
            Map.entry("docker/deliver.sh: rm -rf \"$work\"", "its own temporary folder"),
            Map.entry(
                    "docker/deliver.sh: rm \"$FOLDERS/$folder/$file\"",
                    "two lists, each of which ends the run when it fails"),
            Map.entry(
                    "docker/machine.sh: mkfs",
                    "a device that was opened, never mounted before, and whose zeros were read"),
            Map.entry("mongodb/salvage.js: force: true", "a person said --yes after it had said what is lost"),
            Map.entry("snapshots/run.js: 'DELETE'", "a list of the API server in which every new one is ready"),
            Map.entry(
                    "valkey/start-valkey.sh: replicaof $",
                    "two Sentinels named the master, who has data or nobody else has")));

    @Test
    void decideOnWhatWasSeen() {
        assertThat(found().keySet()).isEqualTo(DECIDED_ON.keySet());
    }

    /** {@code file: command}, with the lines that have it. */
    private static Map<String, List<String>> found() {
        Map<String, List<String>> found = new TreeMap<>();
        Path resources = Path.of("main/resources");
        for (String folder : List.of("backup", "docker", "mongodb", "snapshots", "valkey")) {
            try (Stream<Path> files = Files.list(resources.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.(sh|c?js)"))
                        .toList()) {
                    for (String line : Files.readAllLines(file)) {
                        if (!line.strip().startsWith("#") && !line.strip().startsWith("//")) {
                            find(resources.relativize(file), line, found);
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static void find(Path file, String line, Map<String, List<String>> found) {
        var matcher = DESTROYS.matcher(line);
        while (matcher.find()) {
            String command = matcher.group();
            if (command.startsWith("rm ")) {
                command = Arrays.stream(line.substring(matcher.start()).split("[;')]"))
                        .findFirst()
                        .orElseThrow()
                        .strip()
                        .replaceFirst("(rm (-r?f )?\"[^\"]*\").*", "$1");
            }
            found.computeIfAbsent(file + ": " + command, key -> new java.util.ArrayList<>())
                    .add(line);
        }
    }
}
