package dev.chatstack.platform.monitoring;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A Grafana server is not to be had from a package registry, but the types of its dashboards are: npm's @grafana/schema. */
class DashboardSchemaTest {
    private static final Path SOURCES = Path.of("test/resources/monitoring/grafana-schema");
    private static final Path WORK = Path.of("../target/grafana-schema");

    @Test
    void everyPanelIsWhatGrafanasTypesSay() throws IOException {
        install();
        Program.run(
                        WORK,
                        "node",
                        "check.mjs",
                        Dashboards.FOLDER.toAbsolutePath().toString())
                .succeeds();
    }

    /** npm ci takes its time, so it runs again only when the lock has changed. */
    private static void install() throws IOException {
        Files.createDirectories(WORK);
        Path lock = WORK.resolve("installed-lock.json");
        List<Path> sources;
        try (Stream<Path> files = Files.list(SOURCES)) {
            sources = files.toList();
        }
        for (Path source : sources) {
            Files.copy(source, WORK.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(lock) || Files.mismatch(lock, WORK.resolve("package-lock.json")) >= 0) {
            Program.run(WORK, "npm", "ci").succeeds();
            Files.copy(WORK.resolve("package-lock.json"), lock, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
