package dev.chatstack.workload.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the tests of the MongoDB scripts with Node's test runner; they are written in the language of the scripts. */
class ReplicaSetScriptsTest {
    private static final Path TESTS = Path.of("test/scripts/mongodb");

    @ParameterizedTest
    @MethodSource("files")
    void passes(String file) {
        Program tests = Program.run(TESTS, "node", "--test", "--test-reporter=tap", file)
                .succeeds();
        assertThat(tests.output()).containsPattern("(?m)^# pass [1-9]").contains("# skipped 0");
    }

    static List<String> files() {
        try (var files = Files.list(TESTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
