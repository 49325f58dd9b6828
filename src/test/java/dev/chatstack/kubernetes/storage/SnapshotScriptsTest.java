package dev.chatstack.kubernetes.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs the tests of the snapshots' scripts with Node's test runner; {@code ./chatstack e2e aws-prod} runs them on an API server. */
class SnapshotScriptsTest {
    @Test
    void decideWhatStays() {
        Program tests = Program.run(
                        Path.of("test/scripts/snapshots"),
                        "node",
                        "--test",
                        "--test-reporter=tap",
                        "decide.test.mjs",
                        "run.test.mjs")
                .succeeds();

        assertThat(tests.output()).containsPattern("(?m)^# pass [1-9]").contains("# skipped 0");
    }
}
