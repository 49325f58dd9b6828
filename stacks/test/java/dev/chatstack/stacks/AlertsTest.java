package dev.chatstack.stacks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Program;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** promtool evaluates the rules that an environment gets on what Prometheus holds of such an environment. */
@DisplayName("The alerts of an environment")
class AlertsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HEALTHY = Path.of("test/resources/monitoring/healthy.txt");

    /** The targets that Prometheus' chart brings, and what the platform adds to it. */
    private static final Set<String> EVERY_CLUSTER =
            Set.of("kubelet", "kube-state-metrics", "prometheus", "alertmanager", "loki");

    private static final int MINUTES = 150;

    private static final EnvironmentFile WATCHED = EnvironmentFile.AWS.replace("chat:\n", "monitoring: {}\nchat:\n");

    @TempDir
    Path folder;

    private static final List<Environment> ENVIRONMENTS = loaded();

    static List<Environment> environments() {
        return ENVIRONMENTS;
    }

    private static List<Environment> loaded() {
        Stream<Environment> shipped = Stream.of(
                        "aws-prod",
                        "azure-prod",
                        "gcp-dev",
                        "google-host",
                        "k3s-chathub",
                        "local",
                        "microservices-prod")
                .map(name -> ConfigLoader.load(Path.of("..", "config", name + ".yaml")));
        Stream<Environment> others = Stream.of(
                        WATCHED.replace(
                                "chat:\n", "mongodb: {external: {secret: atlas, networks: [203.0.113.0/24]}}\nchat:\n"),
                        new EnvironmentFile(
                                WATCHED.text()
                                        .replaceFirst(
                                                "(?s)  product: rocketchat\n.*?  exposure:",
                                                "  product: tailchat\n  host: chat.example.org\n  objects: {store: minio}\n  exposure:")))
                .map(EnvironmentFile::load);
        return Stream.concat(shipped, others).toList();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void areQuietWhileAllIsWell(Environment environment) throws IOException {
        Watched watched = Watched.of(environment);

        assertThat(firing(watched.rules(), watched.series())).containsExactly("Watchdog");
    }

    /** Whatever an environment's rules take for lost when it says nothing any more, they say. */
    @ParameterizedTest
    @MethodSource("environments")
    void fireWhenNothingAnswersAnyMore(Environment environment) throws IOException {
        Watched watched = Watched.of(environment);
        Map<String, String> dead = new TreeMap<>();
        watched.series().forEach((series, values) -> {
            if (series.startsWith("up{")) {
                dead.put(series, "0x" + MINUTES);
            }
        });

        Set<String> expected = watched.alerts("absent");
        expected.addAll(Set.of("TargetDown", "Watchdog"));

        assertThat(firing(watched.rules(), dead)).containsAll(expected).contains("ChatNotProbed");
    }

    /** What firing means is the alerts' own business ({@code AlertScenariosTest}); here it is who is told of what. */
    private Set<String> firing(Map<String, JsonNode> rules, Map<String, String> series) throws IOException {
        List<String> files = new ArrayList<>();
        for (Map.Entry<String, JsonNode> file : rules.entrySet()) {
            files.add(
                    Files.writeString(folder.resolve(file.getKey() + ".yaml"), JSON.writeValueAsString(file.getValue()))
                            .toString());
        }
        List<Map<String, String>> input = new ArrayList<>();
        series.forEach((name, values) -> input.add(Map.of("series", name, "values", values)));
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("expr", "count by (alertname) (ALERTS{alertstate=\"firing\"})");
        question.put("eval_time", MINUTES - 1 + "m");
        // nothing is expected, so promtool says what it found instead
        question.put("exp_samples", List.of());
        Map<String, Object> test =
                Map.of("interval", "1m", "input_series", input, "promql_expr_test", List.of(question));
        Path file = Files.writeString(
                folder.resolve("test.yaml"),
                JSON.writeValueAsString(
                        Map.of("rule_files", files, "evaluation_interval", "1m", "tests", List.of(test))));

        Program promtool = Program.run(folder, "promtool", "test", "rules", file.toString());

        assertThat(promtool.output()).contains("got:");
        Set<String> names = new TreeSet<>();
        Pattern.compile("alertname=\\\\?\"(\\w+)")
                .matcher(promtool.output())
                .results()
                .forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** The rules of an environment, by the name of their file, and what Prometheus holds of it while all is well. */
    private record Watched(Map<String, JsonNode> rules, Map<String, String> series) {
        private static final Map<Environment, Watched> KNOWN = new HashMap<>();

        static Watched of(Environment environment) throws IOException {
            Watched known = KNOWN.get(environment);
            if (known == null) {
                Map<String, Synth> stacks = Stacks.all(environment);
                known = environment.config().cloud() instanceof DockerConfig
                        ? onDocker(requireNonNull(stacks.get(environment.name())))
                        : inCluster(environment, stacks);
                KNOWN.put(environment, known);
            }
            return known;
        }

        private static Watched inCluster(Environment environment, Map<String, Synth> stacks) throws IOException {
            Synth platform = requireNonNull(stacks.get(environment.name() + "-platform"));
            Synth chat = requireNonNull(stacks.get(environment.name() + "-chat"));
            Map<String, JsonNode> rules = new TreeMap<>();
            Set<String> jobs = new TreeSet<>(EVERY_CLUSTER);
            jobs.add("chat");
            for (JsonNode object : platform.values("monitoring-rules").path("manifests")) {
                if (object.path("kind").asText().equals("PrometheusRule")) {
                    rules.put(object.at("/metadata/name").asText(), object.path("spec"));
                }
                jobs.addAll(object.findValuesAsText("replacement"));
            }
            jobs.addAll(chat.values("monitoring-targets").findValuesAsText("replacement"));
            Map<String, String> series = healthy(jobs);
            boolean traces = chat.root().toString().contains("OTEL_")
                    || environment.config().mesh().isPresent();
            if (traces) {
                series.put("tempo_distributor_spans_received_total{job=\"tempo\"}", "0+600x" + MINUTES);
            }
            for (JsonNode job : chat.all("kubernetes_cron_job_v1")) {
                String labels = "{job=\"kube-state-metrics\",namespace=\"chat\",cronjob=\""
                        + job.at("/metadata/name").asText() + "\"}";
                series.put("kube_cronjob_created" + labels, values("now-900000"));
                if (!job.at("/spec/suspend").asBoolean()) {
                    series.put("kube_cronjob_status_last_successful_time" + labels, values("now-1800"));
                }
            }
            return new Watched(rules, series);
        }

        private static Watched onDocker(Synth host) throws IOException {
            Map<String, JsonNode> rules = new TreeMap<>();
            Set<String> jobs = new TreeSet<>();
            for (JsonNode container : host.all("docker_container")) {
                for (JsonNode upload : container.path("upload")) {
                    String file = upload.path("file").asText();
                    JsonNode content = file.startsWith("/deliver/prometheus/files/")
                            ? new YAMLMapper()
                                    .readTree(upload.path("content").asText().replace("$${", "${"))
                            : JSON.nullNode();
                    if (file.contains("/rules/")) {
                        rules.put(file.replaceAll(".*/|\\.yaml", ""), content);
                    }
                    jobs.addAll(content.findValuesAsText("job_name"));
                }
            }
            Map<String, String> series = healthy(jobs);
            series.put("tempo_distributor_spans_received_total{job=\"tempo\"}", "0+600x" + MINUTES);
            return new Watched(rules, series);
        }

        Set<String> alerts(String word) {
            Set<String> names = new TreeSet<>();
            for (JsonNode file : rules.values()) {
                for (JsonNode rule : file.findValues("rules").stream()
                        .flatMap(JsonNode::valueStream)
                        .toList()) {
                    if (rule.has("alert") && rule.path("expr").asText().contains(word)) {
                        names.add(rule.path("alert").asText());
                    }
                }
            }
            return names;
        }

        private static Map<String, String> healthy(Set<String> jobs) throws IOException {
            Map<String, String> series = new TreeMap<>();
            for (String line : Files.readAllLines(HEALTHY)) {
                int space = line.lastIndexOf(' ');
                if (line.startsWith("#") || space < 0) {
                    continue;
                }
                String name = line.substring(0, space);
                String value = values(line.substring(space + 1));
                if (name.contains("\"JOB\"")) {
                    jobs.forEach(job -> series.put(name.replace("JOB", job), value));
                } else if (jobs.contains(name.replaceAll(".*\\{job=\"([^\"]*)\".*", "$1"))) {
                    series.put(name, value);
                }
            }
            return series;
        }

        /** promtool's way to say what the file says, one value a minute from the moment 0. */
        private static String values(String said) {
            if (said.startsWith("+")) {
                return "0+" + Math.round(60 * Double.parseDouble(said.substring(1))) + "x" + MINUTES;
            }
            return said.startsWith("now") ? said.substring(3) + "+60x" + MINUTES : said + "x" + MINUTES;
        }
    }
}
