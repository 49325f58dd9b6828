package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gathers metrics, logs and traces: Prometheus and the prober by their own check, the others by what must hold. */
class CollectorsTest {
    private static final Path FOLDER = Path.of("main/resources/monitoring");
    private static final Path PROMETHEUS = FOLDER.resolve("docker/prometheus.yaml");

    @TempDir
    Path folder;

    @Test
    void prometheusAcceptsItsConfigurationForADockerHost() throws IOException {
        Files.writeString(
                folder.resolve("prometheus.yaml"),
                Files.readString(PROMETHEUS)
                        .replace("${CHAT_URL}", "https://chat.example.org/api/info")
                        .replace("${ENVIRONMENT}", "local"));
        Program.run(folder, "promtool", "check", "config", "prometheus.yaml").succeeds();
    }

    @Test
    void everyJobThatARuleNamesIsScraped() {
        Set<String> jobs = RuleFiles.read(PROMETHEUS)
                .get("scrape_configs")
                .valueStream()
                .map(job -> job.get("job_name").asText())
                .collect(Collectors.toSet());
        jobs.addAll(List.of("rocketchat-microservices", "seaweedfs", "seaweedfs-s3", "minio")); // only in a cluster
        Set<String> named = new TreeSet<>();
        for (RuleFiles.Rule rule : RuleFiles.rules()) {
            Matcher job = Pattern.compile("\\bjob=\"([^\"]+)\"").matcher(rule.expression());
            while (job.find()) {
                named.add(job.group(1));
            }
        }
        assertThat(named).contains("chat", "rocketchat").isSubsetOf(jobs);
    }

    @Test
    void theProberAcceptsItsModules() {
        Program.run(FOLDER, "prometheus-blackbox-exporter", "--config.check", "--config.file=blackbox/blackbox.yaml")
                .succeeds();
    }

    @Test
    void theProberKnowsTheModuleThatPrometheusAsksFor() {
        List<String> asked = RuleFiles.read(PROMETHEUS).findValues("module").stream()
                .map(module -> module.get(0).asText())
                .toList();
        assertThat(asked).isNotEmpty();
        assertThat(RuleFiles.read(FOLDER.resolve("blackbox/blackbox.yaml"))
                        .get("modules")
                        .fieldNames())
                .toIterable()
                .containsAll(asked);
    }

    @Test
    void lokiDeletesWhatIsTooOld() {
        JsonNode loki = RuleFiles.read(FOLDER.resolve("docker/loki.yaml"));
        assertThat(loki.at("/limits_config/retention_period").asText()).isEqualTo("${LOGS_RETENTION:-720h}");
        assertThat(loki.at("/compactor/retention_enabled").asBoolean()).isTrue();
        assertThat(loki.at("/compactor/delete_request_store"))
                .isEqualTo(loki.at("/schema_config/configs/0/object_store"));
    }

    @Test
    void tempoForgetsAfterTheSameTimeWhereverItDeletes() {
        assertThat(RuleFiles.read(FOLDER.resolve("docker/tempo.yaml")).findValuesAsText("block_retention"))
                .hasSize(2)
                .containsOnly("${TRACES_RETENTION:-168h}");
    }

    /** Alloy's own check is not to be had where this is built; a name that leads nowhere is its commonest error. */
    @ParameterizedTest
    @ValueSource(strings = {"kubernetes.alloy", "docker.alloy"})
    void everyComponentOfAlloyLeadsToOneThatIsThereAndIsUsed(String file) throws IOException {
        String text = Files.readString(FOLDER.resolve("alloy").resolve(file)).replaceAll("(?m)^\\s*//.*$", "");
        Set<String> made = new TreeSet<>();
        Matcher component = Pattern.compile("(?m)^([a-z_0-9.]+) \"(\\w+)\" \\{").matcher(text);
        while (component.find()) {
            made.add(component.group(1) + "." + component.group(2));
        }
        Set<String> used = new TreeSet<>();
        Matcher reference = Pattern.compile(
                        "\\b((?:loki|otelcol|discovery)[a-z_0-9.]+)\\.(?:receiver|input|targets|output)\\b")
                .matcher(text);
        while (reference.find()) {
            used.add(reference.group(1));
        }
        used.addAll(made.stream()
                .filter(name -> name.matches("(loki\\.source|otelcol\\.receiver).*"))
                .toList());
        assertThat(made).hasSizeGreaterThan(6).containsExactlyElementsOf(used);
    }
}
