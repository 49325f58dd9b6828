package dev.chatstack.workload.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Ports;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("migrate.mjs, with a small server for Rocket.Chat")
class MigrateScriptTest {
    private static final Path SCRIPT =
            Path.of("main/resources/rocketchat/migrate.mjs").toAbsolutePath();

    /** Refuses for a second, as if it migrated, and writes when it is told to stop. */
    private static final String SERVER = """
            const http = require('http');
            let ready = false;
            setTimeout(() => { ready = true; }, 1000);
            http.createServer((request, response) => { response.writeHead(ready ? 200 : 503); response.end(); })
                .listen(process.env.PORT);
            process.on('SIGTERM', () => { console.log('stopped after ready=' + ready); process.exit(0); });
            """;

    @TempDir
    Path folder;

    @Test
    void endsWellOnceTheServerHasAnswered() throws IOException {
        assertThat(migrate(SERVER).succeeds().output())
                .contains("the migrations are through", "stopped after ready=true");
    }

    @Test
    void failsWhenTheServerEndsBeforeItAnswered() throws IOException {
        Program failed = migrate("process.exit(7)");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output()).contains("ended before it answered: exit code 7");
    }

    private Program migrate(String server) throws IOException {
        Files.writeString(folder.resolve("main.js"), server);
        return Program.run(folder, "env", "PORT=" + Ports.free(), "node", SCRIPT.toString(), "main.js");
    }
}
