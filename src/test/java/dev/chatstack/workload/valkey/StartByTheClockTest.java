package dev.chatstack.workload.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a busy node every question takes its time; how long a server waits must not depend on it, or its probe ends it before. */
class StartByTheClockTest {
    private static final Path SCRIPTS =
            Path.of(URI.create(StartByTheClockTest.class.getResource("/valkey").toString()));
    private static final int PATIENCE = 5;

    /** The Sentinels name a master that is none, and each of the four questions of a round takes a second. */
    private static final String SLOW = """
            #!/bin/sh
            sleep 1
            case $* in
            *GET-MASTER-ADDR*) printf '10.0.0.1\\n6379\\n' ;;
            *) echo role:slave ;;
            esac
            """;

    @Test
    void aServerWaitsForItsMasterByTheClock(@TempDir Path folder) throws Exception {
        program(folder.resolve("valkey-cli"), SLOW);
        program(folder.resolve("valkey-server"), "#!/bin/sh\necho started\n");
        Files.writeString(folder.resolve("password"), "Sesame");
        ProcessBuilder start =
                new ProcessBuilder("sh", SCRIPTS.resolve("start-valkey.sh").toString());
        start.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        start.environment().put("POD_NAME", "valkey-1");
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            start.environment().put("VALKEY_" + ordinal, "10.0.0." + (ordinal + 1));
        }
        start.environment()
                .put("VALKEY_PASSWORD_FILE", folder.resolve("password").toString());
        start.environment().put("VALKEY_DATA", folder.toString());
        start.environment().put("VALKEY_RUN", folder.toString());
        start.environment().put("VALKEY_PATIENCE", "" + PATIENCE);
        Path log = folder.resolve("log");
        Instant begin = Instant.now();
        Process server =
                start.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(server.waitFor(PATIENCE * 3, TimeUnit.SECONDS))
                .as(Files.readString(log))
                .isTrue();
        assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofSeconds(PATIENCE));
        assertThat(Files.readString(log)).endsWith("started\n");
    }

    private static void program(Path file, String text) throws Exception {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
