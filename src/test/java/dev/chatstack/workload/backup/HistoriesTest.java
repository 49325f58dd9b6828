package dev.chatstack.workload.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The model of everybody who acts on backups, and that it does at the store what the scripts do. */
class HistoriesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"histories.test.mjs", "chat-only.test.mjs"})
    void pass(String file) {
        Program tests = Program.run(BackupHost.TEST_SCRIPTS, "node", "--test", "--test-reporter=tap", file)
                .succeeds();
        assertThat(tests.output()).containsPattern("(?m)^# pass [1-9]").contains("# skipped 0");
    }

    @Test
    void takeTheStepsOfTheScripts() throws IOException {
        JsonNode model = new ObjectMapper()
                .readTree(Program.run(BackupHost.TEST_SCRIPTS, "node", "steps.mjs")
                        .succeeds()
                        .output());
        BackupHost host = new BackupHost(folder);
        host.with(
                "PATH",
                BackupHost.TEST_SCRIPTS.resolve("recorded") + ":" + BackupHost.TEST_SCRIPTS.resolve("stand-ins") + ":"
                        + System.getenv("PATH"));

        host.backUp();
        assertThat(steps(host)).isEqualTo(words(model.get("first")));
        host.daysAgo(1);
        host.backUp();
        assertThat(steps(host)).isEqualTo(words(model.get("next")));
        String oldest = host.backups().keySet().iterator().next();
        steps(host);
        host.run("restore.sh", oldest).succeeds();
        assertThat(steps(host)).isEqualTo(words(model.get("restore")));

        try (var pins = Files.list(host.store().resolve("restoring"))) {
            Files.delete(pins.findFirst().orElseThrow());
        }
        host.with("RETENTION_NEWEST", "1").run("retention.sh").succeeds();
        assertThat(steps(host)).isEqualTo(onlyOneDeletion(words(model.get("retention"))));
    }

    /** The model had more to delete. */
    private static List<String> onlyOneDeletion(List<String> steps) {
        List<String> one = new ArrayList<>(steps.subList(0, 4));
        one.addAll(steps.subList(steps.size() - 2, steps.size()));
        return one;
    }

    private static List<String> steps(BackupHost host) throws IOException {
        Path file = host.stand("steps");
        List<String> steps = Files.readAllLines(file);
        Files.delete(file);
        return steps;
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asString()));
        return words;
    }
}
