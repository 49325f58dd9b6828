package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.aws.controllers.ClusterAutoscaler;
import dev.chatstack.config.monitoring.AlertsConfig;
import dev.chatstack.config.monitoring.GrafanaConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.values.Sizes;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.mesh.IstioMesh;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Monitoring")
class MonitoringTest {
    private static final AlertsConfig ALERTS = new AlertsConfig(
            "alerts",
            Optional.of(new AlertsConfig.EmailConfig(
                    "on-call@example.org", "chat@example.org", "mail.example.org:587", "chat")),
            false,
            Optional.empty(),
            true);

    private static final GrafanaConfig GRAFANA = new GrafanaConfig(
            "https://grafana.example.org:3000",
            Optional.of("grafana-tls"),
            Optional.of(new GrafanaConfig.GrafanaSignInConfig(
                    "grafana-oidc",
                    "https://id.example.org/authorize",
                    "https://id.example.org/token",
                    "https://id.example.org/userinfo",
                    List.of("ada@example.org", "bob@example.org"),
                    List.of(),
                    List.of("cleo@example.org"))));

    /** Memory of the smallest production cluster that is shipped: three nodes of 16 GiB. */
    private static final long CLUSTER_BYTES = 3 * (16L << 30);

    private final Synth synth = synth(true);
    private final JsonNode stack = synth.values("monitoring");

    @Test
    void writesToWhomTheFileNamesAndReadsTheSecretsFromFiles() {
        JsonNode receivers = stack.at("/alertmanager/config/receivers");

        assertThat(receivers.findValuesAsText("name")).containsExactly("page", "ticket", "watchdog", "nobody");
        assertThat(receivers.at("/0/email_configs/0/to").asText()).isEqualTo("on-call@example.org");
        assertThat(receivers.at("/0/email_configs/0/auth_password_file").asText())
                .isEqualTo("/etc/alertmanager/secrets/alerts/smtp-password");
        assertThat(receivers.at("/2/webhook_configs/0/url_file").asText())
                .isEqualTo("/etc/alertmanager/secrets/alerts/watchdog-url");
        assertThat(stack.at("/alertmanager/alertmanagerSpec/secrets/0").asText())
                .isEqualTo("alerts");
        assertThat(receivers.toString()).doesNotContain("${");
    }

    @Test
    void bringsTheRulesOfWhatThereIs() {
        JsonNode objects = synth.values("monitoring-rules").path("manifests");

        assertThat(objects.findValuesAsText("kind"))
                .containsExactly(
                        "PrometheusRule",
                        "PrometheusRule",
                        "PodMonitor",
                        "PodMonitor",
                        "PodMonitor",
                        "PodMonitor",
                        "PodMonitor",
                        "PodMonitor");
        assertThat(objects.at("/0/spec").toString()).contains("vector(1000)").doesNotContain("vector(1610612736)");
        assertThat(stack.at("/defaultRules/create").asBoolean(true)).isFalse();
    }

    @Test
    void asksTheMeshAndTheAutoscalerWhereTheyAre() {
        JsonNode objects = synth.values("monitoring-rules").path("manifests");

        assertThat(StreamSupport.stream(objects.spliterator(), false)
                        .filter(object ->
                                object.at("/spec/podMetricsEndpoints/0/path").isTextual())
                        .map(object -> object.at("/metadata/name").asText() + " "
                                + object.at("/spec/podMetricsEndpoints/0/port").asText("8085")
                                + object.at("/spec/podMetricsEndpoints/0/path").asText() + " in "
                                + object.at("/spec/namespaceSelector/matchNames/0")
                                        .asText("any")))
                .containsExactly(
                        "istiod http-monitoring/metrics in istio-system",
                        "mesh-proxies http-envoy-prom/stats/prometheus in any",
                        "cluster-autoscaler 8085/metrics in any");
    }

    @Test
    void letsIntoGrafanaWhoTheFileNamesAndNobodyElse() {
        JsonNode grafana = stack.path("grafana");
        JsonNode oauth = grafana.path("grafana.ini").path("auth.generic_oauth");

        assertThat(oauth.path("role_attribute_path").asText())
                .isEqualTo("contains(['ada@example.org', 'bob@example.org'], email) && 'Admin'"
                        + " || contains(['cleo@example.org'], email) && 'Viewer'");
        assertThat(oauth.path("role_attribute_strict").asBoolean()).isTrue();
        assertThat(grafana.at("/envValueFrom/GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET/secretKeyRef/name")
                        .asText())
                .isEqualTo("grafana-oidc");
        assertThat(grafana.path("grafana.ini").at("/server/root_url").asText())
                .isEqualTo("https://grafana.example.org:3000");
    }

    /** What holds everybody's logs, or lists everything, must not carry it away. */
    @Test
    void letsStoresAndCountersOutToNothingButTheirNeeds() {
        assertThat(waysOut("loki")).isEmpty();
        assertThat(waysOut("tempo")).containsExactly("tempo-to-prometheus");
        assertThat(waysOut("kube-state-metrics")).containsExactly("kube-state-metrics-to-kubernetes-api");
        assertThat(waysOut("prometheus-node-exporter")).isEmpty();
        assertThat(waysOut("alloy"))
                .containsExactlyInAnyOrder("alloy-to-kubernetes-api", "alloy-to-loki", "alloy-to-tempo");
    }

    private List<String> waysOut(String workload) {
        return synth.all("kubernetes_network_policy_v1").stream()
                .filter(policy ->
                        policy.at("/spec/pod_selector/match_labels").toString().contains('"' + workload + '"'))
                .filter(policy -> policy.at("/spec/policy_types/0").asText().equals("Egress"))
                .map(policy -> policy.at("/metadata/name").asText())
                .toList();
    }

    @Test
    void asksGrafanaByTlsWhenItAnswersSo() {
        JsonNode grafana = stack.path("grafana");

        assertThat(grafana.path("grafana.ini").at("/server/protocol").asText()).isEqualTo("https");
        assertThat(grafana.at("/readinessProbe/httpGet/scheme").asText()).isEqualTo("HTTPS");
        assertThat(grafana.at("/serviceMonitor/scheme").asText()).isEqualTo("https");
        assertThat(grafana.at("/extraSecretMounts/0/secretName").asText()).isEqualTo("grafana-tls");
        assertThat(grafana.at("/sidecar/dashboards/skipReload").asBoolean()).isTrue();
    }

    @Test
    void losesNoTargetToALabelAndMarksWhatItSends() {
        JsonNode prometheus = stack.at("/prometheus/prometheusSpec");

        assertThat(prometheus.path("podMonitorSelectorNilUsesHelmValues").asBoolean(true))
                .isFalse();
        assertThat(prometheus.at("/externalLabels/environment").asText()).isEqualTo("prod");
        assertThat(prometheus.path("enableRemoteWriteReceiver").asBoolean()).isTrue();
    }

    @Test
    void watchesOnInProductionWhileOnePrometheusIsReplaced() {
        assertThat(stack.at("/prometheus/prometheusSpec/replicas").asInt()).isEqualTo(2);
        assertThat(synth(false)
                        .values("monitoring")
                        .at("/prometheus/prometheusSpec/replicas")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void forgetsLogsAndTracesWhenTheFileSays() {
        assertThat(Synth.variable(container("loki"), "LOGS_RETENTION")
                        .path("value")
                        .asText())
                .isEqualTo("720h");
        assertThat(Synth.variable(container("tempo"), "TRACES_RETENTION")
                        .path("value")
                        .asText())
                .isEqualTo("168h");
    }

    @Test
    void findsEveryDataSourceByAServiceThatIsThere() {
        List<String> urls = stack.at("/grafana/additionalDataSources").findValuesAsText("url").stream()
                .filter(url -> url.startsWith("http"))
                .toList();

        assertThat(urls)
                .containsExactly(
                        "http://monitoring-prometheus:9090",
                        "http://loki:3100",
                        "http://tempo:3200",
                        "http://monitoring-alertmanager:9093");
    }

    @Test
    void leavesMostOfThreeNodesToTheChat() {
        long perNode = memory(stack.at("/prometheus-node-exporter/resources"))
                + memory(synth.values("alloy").at("/alloy/resources"));
        long central = 2 * memory(stack.at("/prometheus/prometheusSpec/resources"))
                + 2 * memory(stack.at("/alertmanager/alertmanagerSpec/resources"))
                + memory(stack.at("/grafana/resources"))
                + memory(stack.at("/prometheusOperator/resources"))
                + memory(stack.at("/kube-state-metrics/resources"))
                + memory(container("loki").path("resources"))
                + memory(container("tempo").path("resources"))
                + memory(synth.named("kubernetes_deployment_v1", "blackbox-exporter")
                        .at("/spec/template/spec/container/0/resources"));

        assertThat(3 * perNode + central).isPositive().isLessThan(CLUSTER_BYTES / 6);
    }

    /** It has no sign-in, and anyone who reaches it may write samples that keep every alert quiet. */
    @Test
    void showsPrometheusToNobodyOutside() {
        assertThat(stack.at("/prometheus/service/type").asText()).isEqualTo("ClusterIP");
        List<JsonNode> doors = synth.all("kubernetes_network_policy_v1").stream()
                .filter(rule -> rule.at("/spec/pod_selector").toString().contains("\"prometheus\""))
                .flatMap(rule -> rule.at("/spec/ingress").valueStream())
                .toList();
        assertThat(doors).hasSize(3).allSatisfy(door -> assertThat(door.path("from"))
                .hasSize(1));
        assertThat(doors)
                .extracting(door -> door.at("/from/0/pod_selector/match_labels/app.kubernetes.io~1name")
                        .asText())
                .containsExactlyInAnyOrder("grafana", "prometheus", "tempo");
    }

    @Test
    void showsGrafanaToTheNetworksOfTheFileOnly() {
        assertThat(stack.at("/grafana/service/type").asText()).isEqualTo("LoadBalancer");
        assertThat(stack.at("/grafana/service/loadBalancerSourceRanges/0").asText())
                .isEqualTo("203.0.113.0/24");

        Synth inside = synth(true, List.of());
        assertThat(inside.values("monitoring").at("/grafana/service/type").asText())
                .isEqualTo("ClusterIP");
        assertThat(inside.values("monitoring").toString()).doesNotContain("LoadBalancer");
    }

    /** Who reads them in one namespace takes the passwords of all. */
    @Test
    void readsNoSecretOfTheCluster() {
        assertThat(stack.at("/grafana/rbac/namespaced").asBoolean()).isTrue();
        assertThat(stack.at("/grafana/sidecar/dashboards/searchNamespace").asText())
                .isEqualTo("watching");
        assertThat(stack.at("/kube-state-metrics/collectors")).isNotEmpty();
        assertThat(stack.at("/kube-state-metrics/collectors").toString()).doesNotContain("secrets", "configmaps");
        assertThat(synth.values("alloy").at("/rbac/create").asBoolean(true)).isFalse();
        assertThat(synth.all("kubernetes_cluster_role_v1"))
                .extracting(role -> role.at("/metadata/name").asText())
                .containsExactlyInAnyOrder(
                        "watching-alloy", "watching-monitoring-operator", "watching-monitoring-prometheus");
        assertThat(synth.all("kubernetes_cluster_role_v1")).allSatisfy(role -> {
            assertThat(role.findValuesAsText("resources").toString()).doesNotContain("secrets", "*");
            assertThat(role.toString()).doesNotContain("create", "update", "patch", "delete");
        });
    }

    /** An exporter reads the disks of its node; nothing else does, and so nothing else is where that is allowed. */
    @Test
    void putsOnlyWhatReadsANodesDisksWhereThatIsAllowed() {
        assertThat(stack.at("/prometheus-node-exporter/namespaceOverride").asText())
                .isEqualTo("watching-nodes");
        assertThat(stack.at("/prometheus-node-exporter/hostNetwork").asBoolean(true))
                .isFalse();
        assertThat(synth.all("kubernetes_namespace_v1"))
                .filteredOn(namespace -> namespace
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText()
                        .equals("privileged"))
                .extracting(namespace -> namespace.at("/metadata/name").asText())
                .containsExactly("watching-nodes");
    }

    /** A monitor of another tenant would make Prometheus call addresses for them, with its own token. */
    @Test
    void obeysTheMonitorsOfItsOwnNamespacesOnly() {
        assertThat(stack.at("/prometheusOperator/namespaces/releaseNamespace").asBoolean())
                .isTrue();
        assertThat(stack.at("/prometheusOperator/namespaces/additional").toString())
                .isEqualTo("[\"chat\",\"watching-nodes\"]");
        assertThat(stack.at("/prometheusOperator/prometheusInstanceNamespaces").toString())
                .isEqualTo("[\"watching\"]");
        assertThat(stack.at("/global/rbac/create").asBoolean(true)).isFalse();
    }

    private JsonNode container(String workload) {
        return StreamSupport.stream(
                        synth.named("kubernetes_stateful_set_v1", workload)
                                .at("/spec/template/spec/container")
                                .spliterator(),
                        false)
                .findFirst()
                .orElseThrow();
    }

    private static long memory(JsonNode resources) {
        return Sizes.bytes(resources.at("/requests/memory").asText());
    }

    private static Synth synth(boolean production) {
        return synth(production, List.of("203.0.113.0/24"));
    }

    private static Synth synth(boolean production, List<String> dashboardAccess) {
        return Synth.of(stack -> {
            FakeCluster cluster = new FakeCluster();
            new Monitoring(
                    stack,
                    new Namespace(stack, "watching", cluster, Namespace.Mesh.OUTSIDE, 100),
                    cluster,
                    new MonitoringConfig(
                            Optional.empty(),
                            dashboardAccess,
                            15,
                            "20Gi",
                            30,
                            "20Gi",
                            7,
                            "10Gi",
                            Optional.of(GRAFANA),
                            Optional.of(ALERTS),
                            Optional.empty(),
                            Optional.empty()),
                    new Monitoring.WatchedEnvironment(
                            "prod",
                            new Monitoring.WatchedChat("chat", 3000, Optional.empty()),
                            production,
                            1,
                            new AlertRules(List.of("settings", "chat"), 1000, 3600),
                            Stream.concat(IstioMesh.MONITORS.stream(), Stream.of(ClusterAutoscaler.MONITOR))
                                    .toList()));
        });
    }
}
