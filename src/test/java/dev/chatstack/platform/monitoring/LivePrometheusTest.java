package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.platform.monitoring.Dashboards.Dashboard;
import dev.chatstack.testing.Ports;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real Prometheus with the shipped rules over a sample environment: finds labels that do not match each other. */
class LivePrometheusTest {
    @TempDir
    static Path folder;

    private static SampleEnvironment environment;
    private static Daemon prometheus;

    @BeforeAll
    static void startPrometheus() throws IOException {
        environment = SampleEnvironment.serve();
        Path configuration = folder.resolve("prometheus.yaml");
        Files.writeString(configuration, """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: ["%s/*.yaml"]
                scrape_configs:
                  - job_name: environment
                    honor_labels: true
                    static_configs: [{targets: ["%s"]}]
                """.formatted(RuleFiles.RULES.toAbsolutePath(), environment.address()));
        int port = Ports.free();
        prometheus = Daemon.start(
                folder,
                port,
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
        awaitRecordings();
    }

    @AfterAll
    static void stopPrometheus() {
        if (prometheus != null) {
            prometheus.close();
        }
        environment.close();
    }

    @Test
    void noRuleFails() throws IOException {
        JsonNode groups = read("/api/v1/rules").at("/data/groups");
        assertThat(groups).hasSizeGreaterThan(10).allSatisfy(group -> assertThat(group.get("rules"))
                .allSatisfy(rule -> assertThat(rule.path("lastError").asText())
                        .as(rule.get("name").asText())
                        .isEmpty()));
    }

    static Iterable<Dashboard> dashboards() {
        return Dashboards.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelShowsSomething(Dashboard dashboard) {
        SoftAssertions every = new SoftAssertions();
        dashboard.expressions().forEach(expression -> every.assertThat(result(expression))
                .as(expression)
                .isNotEmpty());
        every.assertAll();
    }

    private static void awaitRecordings() {
        for (int i = 0;
                result("chat:error_budget_remaining:ratio").isEmpty()
                        || result("ALERTS").isEmpty();
                i++) {
            assertThat(i).as("tries").isLessThan(100);
            Daemon.pause(Duration.ofMillis(500));
        }
        // a rate needs two samples, a rule over it one more evaluation
        Daemon.pause(Duration.ofSeconds(4));
    }

    private static JsonNode result(String expression) {
        try {
            return read("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                    .at("/data/result");
        } catch (IOException e) {
            throw new AssertionError(expression, e);
        }
    }

    private static JsonNode read(String path) throws IOException {
        return new ObjectMapper().readTree(prometheus.get(path));
    }
}
