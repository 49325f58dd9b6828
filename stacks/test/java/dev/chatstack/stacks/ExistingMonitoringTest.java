package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks all objects of environments whose metrics, logs or traces belong to others. */
@DisplayName("Monitoring that exists")
class ExistingMonitoringTest {
    private static final String EXISTING = """
            monitoring:
              existing: {namespace: observability, labels: {release: kps}, dashboardLabels: {dash: "yes"}}
            """;
    private static final String CLOUD = """
            monitoring:
              sendTo:
                metrics: {url: "https://m.example.org/api/prom/push", secret: stores}
                logs: {url: "https://l.example.org/loki/api/v1/push", secret: stores}
                traces: {url: "https://t.example.org/otlp", secret: stores}
            """;

    @Test
    void getsEveryRuleAndMonitorWithTheLabelsThatItSelects() {
        List<JsonNode> objects = objects(stacks(EXISTING));

        assertThat(objects)
                .extracting(object -> object.path("kind").asText())
                .contains("PrometheusRule", "PodMonitor", "Probe");
        assertThat(objects).allSatisfy(object -> assertThat(
                        object.at("/metadata/labels/release").asText())
                .as(object.at("/metadata/name").asText())
                .isEqualTo("kps"));
        assertThat(stacks(EXISTING).get("prod-platform").all("kubernetes_config_map_v1"))
                .filteredOn(map -> map.at("/metadata/name").asText().startsWith("dashboard-"))
                .isNotEmpty()
                .allSatisfy(map ->
                        assertThat(map.at("/metadata/labels/dash").asText()).isEqualTo("yes"));
    }

    @Test
    void isInstalledNowhere() {
        Map<String, Synth> stacks = stacks(EXISTING);

        assertThat(stacks.get("prod-platform").all("helm_release"))
                .extracting(release -> release.path("name").asText())
                .containsExactly("monitoring-rules");
        assertThat(stacks.get("prod-platform").all("kubernetes_stateful_set_v1"))
                .isEmpty();
        assertThat(stacks.get("prod-platform").all("kubernetes_secret_v1")).isEmpty();
        assertThat(stacks.get("prod-chat").root().toString()).doesNotContain("OTEL_EXPORTER");
    }

    @Test
    void isLetInByEachWorkloadThatIsWatchedAndOursIsNot() {
        List<JsonNode> policies = Stream.of("prod-platform", "prod-chat")
                .flatMap(stack -> stacks(EXISTING).get(stack).all("kubernetes_network_policy_v1").stream())
                .filter(policy -> policy.at("/metadata/name").asText().endsWith("-from-prometheus"))
                .toList();

        assertThat(policies).hasSizeGreaterThan(5).allSatisfy(policy -> assertThat(
                        Facts.of(policy.at("/spec/ingress/0/from")))
                .containsExactly(
                        "0/namespace_selector/match_labels/kubernetes.io/metadata.name: observability",
                        "0/pod_selector/match_labels/app.kubernetes.io/name: prometheus"));
    }

    @Test
    void isAskedNothingAboutWhatItsOwnersWatch() {
        List<String> rules = objects(stacks(EXISTING)).stream()
                .filter(object -> object.path("kind").asText().equals("PrometheusRule"))
                .map(object -> object.at("/metadata/name").asText())
                .toList();
        String volumes = objects(stacks(EXISTING)).stream()
                .filter(object -> object.at("/metadata/name").asText().equals("chatstack-volumes"))
                .findFirst()
                .orElseThrow()
                .toString();

        assertThat(rules)
                .contains("chatstack-chat", "chatstack-mongodb", "chatstack-backup")
                .doesNotContain("chatstack-monitoring", "chatstack-kubernetes", "chatstack-logs", "chatstack-traces");
        assertThat(volumes).contains("kubelet_volume_stats_available_bytes{namespace=\\\"application\\\"}");
    }

    @Test
    void takesLogsAndTracesOfEveryNode() {
        Synth platform = stacks(EXISTING + """
                  sendTo:
                    logs: {url: "http://loki.observability.svc:3100/loki/api/v1/push"}
                """).get("prod-platform");
        JsonNode alloy = platform.values("alloy");

        assertThat(alloy.at("/alloy/configMap/content").asText())
                .contains("url = sys.env(\"LOGS_URL\")")
                .doesNotContain("otelcol", "env(\"LOKI_URL\")", "basic_auth");
        assertThat(alloy.at("/serviceMonitor/enabled").asBoolean()).isFalse();
        assertThat(objects(Map.of("prod-platform", platform)))
                .anyMatch(object -> object.path("kind").asText().equals("PodMonitor")
                        && object.at("/metadata/name").asText().equals("alloy"));
    }

    @Test
    void isAStoreElsewhereInsteadOfOurs() {
        Map<String, Synth> stacks = stacks(CLOUD);
        Synth platform = stacks.get("prod-platform");
        JsonNode prometheus = platform.values("monitoring");
        JsonNode alloy = platform.values("alloy").path("alloy");

        assertThat(Facts.of(prometheus.at("/prometheus/prometheusSpec/remoteWrite")))
                .containsExactlyInAnyOrder(
                        "0/url: https://m.example.org/api/prom/push",
                        "0/basicAuth/username/name: stores",
                        "0/basicAuth/username/key: username",
                        "0/basicAuth/password/name: stores",
                        "0/basicAuth/password/key: password");
        assertThat(alloy.at("/configMap/content").asText())
                .contains("password = sys.env(\"LOGS_PASSWORD\")", "otelcol.exporter.otlphttp \"store\"")
                .doesNotContain("env(\"LOKI_URL\")", "env(\"TEMPO_ENDPOINT\")");
        assertThat(Facts.of(alloy.path("extraEnv"))).contains("1/valueFrom/secretKeyRef/name: stores");
        assertThat(platform.all("kubernetes_stateful_set_v1")).isEmpty();
        assertThat(prometheus.at("/grafana/additionalDataSources"))
                .extracting(source -> source.path("uid").asText())
                .containsExactly("prometheus", "alertmanager");
        assertThat(stacks.get("prod-chat").root().toString()).contains("OTEL_EXPORTER_OTLP_ENDPOINT");
        assertThat(OwnSecret.of(file(CLOUD).load().config()))
                .filteredOn(secret -> secret.name().equals("stores"))
                .allSatisfy(secret -> assertThat(secret.keys()).containsExactly("username", "password"))
                .hasSize(3);
    }

    @Test
    void isToldToADockerHost() {
        Synth host = Stacks.all(new EnvironmentFile(EnvironmentFile.shipped("local")
                                .replace("monitoring: {}", CLOUD)
                                .text())
                        .load())
                .get("prod");
        String all = host.root().toString();

        assertThat(all)
                .contains("remote_write:", "/etc/prometheus/stores/metrics-password", "logs_password")
                .contains("{given:stores/password}");
        assertThat(host.all("docker_container"))
                .extracting(container -> container.path("name").asText())
                .contains("prod-prometheus", "prod-alloy")
                .doesNotContain("prod-loki", "prod-tempo");
    }

    @Test
    void refusesWhatContradicts() {
        assertThatThrownBy(() -> file(EXISTING + "  metricsDays: 30\n  alerts: {secret: alerts, slack: true}\n")
                        .load())
                .hasMessageContainingAll(
                        "monitoring.alerts: must be left out with monitoring.existing, because Prometheus, Alertmanager and Grafana are those that exist, got `a block`",
                        "monitoring.metricsDays: must be left out with monitoring.existing");
        assertThatThrownBy(() -> file(CLOUD.replace("https://l.", "http://l.")).load())
                .hasMessageContaining(
                        "monitoring.sendTo.logs.url: must begin with https:// unless it is a Service of the cluster, got `http://l.example.org/loki/api/v1/push`");
    }

    private static EnvironmentFile file(String monitoring) {
        return new EnvironmentFile(EnvironmentFile.MICROSERVICES.text() + monitoring);
    }

    private static Map<String, Synth> stacks(String monitoring) {
        return Stacks.all(file(monitoring).load());
    }

    private static List<JsonNode> objects(Map<String, Synth> stacks) {
        return stacks.values().stream()
                .flatMap(stack -> stack.all("helm_release").stream()
                        .map(release -> release.path("name").asText())
                        .filter(name -> name.startsWith("monitoring-"))
                        .flatMap(name -> stack.values(name).path("manifests").valueStream()))
                .toList();
    }
}
