package dev.chatstack.platform.monitoring;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.constructs.Construct;

/**
 * Metrics, logs, traces, dashboards and alerts: Prometheus with Alertmanager and Grafana, Loki, Tempo, and an agent on every node.
 *
 * <p>Grafana answers on port 3000, to the configured networks through a load balancer; Prometheus on 9090, inside the cluster only.
 */
public final class Monitoring extends Construct {
    /** Secret with Grafana's administrator: {@code admin-user} and {@code admin-password}. */
    public static final String ADMIN_SECRET = "grafana-admin";

    /** Service of Grafana. */
    public static final String GRAFANA = "monitoring-grafana";

    /** Service of Prometheus. */
    public static final String PROMETHEUS = "monitoring-prometheus";

    /** Where programs of the cluster send their traces, on every node the same name. */
    public static final String TRACES_SERVICE = Agent.NAME;

    /** Port of the traces' Service, OTLP by gRPC. */
    public static final int TRACES_PORT = Agent.OTLP_PORT;

    /** StatefulSets whose volumes hold metrics, logs and traces; the operator names Prometheus' own. */
    public static final List<String> WITH_VOLUMES = List.of(
            "prometheus-monitoring-prometheus", TelemetryStore.LOKI.workload(), TelemetryStore.TEMPO.workload());

    /** Port of Grafana, for people. */
    public static final int GRAFANA_PORT = 3000;

    /** Port of Prometheus, for people and for Grafana. */
    public static final int PROMETHEUS_PORT = 9090;

    public static final List<String> DASHBOARDS =
            List.of("backups", "capacity", "chat", "logs-and-traces", "mongodb", "slo");

    /** Installs it into {@code namespace}. */
    public Monitoring(
            Construct scope,
            Namespace namespace,
            KubernetesCluster cluster,
            MonitoringConfig config,
            WatchedEnvironment environment) {
        super(scope, "monitoring");
        GeneratedSecret admin = GeneratedSecret.of(
                this,
                namespace,
                ADMIN_SECRET,
                environment.secretsRevision(),
                Map.of("admin-user", "admin", "admin-password", GeneratedSecret.PASSWORD));
        HelmRelease release = new HelmRelease(
                this,
                namespace,
                "monitoring",
                Versions.chart("kube-prometheus-stack"),
                new PrometheusStack(namespace.name(), cluster, config, environment, admin).values());
        Order.after(release, admin);
        DASHBOARDS.forEach(name -> new ConfigFiles(
                this,
                namespace,
                "dashboard-" + name,
                ConfigFiles.resources("/monitoring/dashboards", List.of(name + ".json")),
                Map.of("grafana_dashboard", "1")));
        TelemetryStore.LOKI.define(
                this, namespace, cluster, config.logsVolume(), Map.of("LOGS_RETENTION", config.logsDays() * 24 + "h"));
        TelemetryStore.TEMPO.define(
                this,
                namespace,
                cluster,
                config.tracesVolume(),
                Map.of(
                        "PROMETHEUS_WRITERS",
                        TelemetryStore.writers(prometheusServers(environment)),
                        "TRACES_RETENTION",
                        config.tracesDays() * 24 + "h"));
        Agent agent = new Agent(this, namespace);
        new Prober(this, namespace);
        List<Values> objects = new ArrayList<>(environment.rules().manifests());
        for (String workload : List.of(TelemetryStore.LOKI.workload(), TelemetryStore.TEMPO.workload(), Prober.NAME)) {
            objects.add(PodMonitor.of(workload, "http").manifest());
        }
        environment.targets().forEach(target -> objects.add(target.manifest()));
        CustomResources watched = new CustomResources(this, namespace, "monitoring-rules", objects);
        // their kinds come with the chart
        Order.after(agent.release(), release);
        Order.after(watched, release);
        networkRules(namespace, !config.dashboardAccess().isEmpty());
    }

    /** Each by itself: Grafana asks any of them, so each must be told everything. */
    private static List<String> prometheusServers(WatchedEnvironment environment) {
        return IntStream.range(0, PrometheusStack.replicas(environment))
                .mapToObj(number -> "http://prometheus-monitoring-prometheus-%d.prometheus-operated:%d"
                        .formatted(number, PROMETHEUS_PORT))
                .toList();
    }

    /** The pods of Prometheus, which ask every target; its monitoring is in {@code namespace}. */
    public static Peer prometheus(String namespace) {
        return new Peer.Pods(namespace, "prometheus");
    }

    /**
     * What of an environment its monitoring must know.
     *
     * @param name of the environment, which every alert shows
     * @param chatNamespace whose monitors count, too
     * @param production whether a second Prometheus watches while one is replaced
     * @param targets what there is to ask besides the products and the cluster itself
     */
    public record WatchedEnvironment(
            String name,
            String chatNamespace,
            boolean production,
            int secretsRevision,
            AlertRules rules,
            List<PodMonitor> targets) {
        public WatchedEnvironment {
            targets = List.copyOf(targets);
        }
    }

    private void networkRules(Namespace namespace, boolean dashboards) {
        Peer prometheus = prometheus(namespace.name());
        NetworkRules grafana = new NetworkRules(new Construct(this, "grafana"), "grafana", namespace)
                .allowFrom("prometheus", prometheus, GRAFANA_PORT);
        if (dashboards) {
            grafana.allowFrom("administrators", Peer.ANYONE, GRAFANA_PORT);
        }
        new NetworkRules(new Construct(this, "prometheus"), "prometheus", namespace)
                .allowFrom("grafana", new Peer.Pods(namespace.name(), "grafana"), PROMETHEUS_PORT)
                .allowFrom("itself", prometheus, PROMETHEUS_PORT)
                // the only one that writes: what it counts of spans
                .allowFrom("tempo", new Peer.Pods(namespace.name(), TelemetryStore.TEMPO.workload()), PROMETHEUS_PORT);
        new NetworkRules(new Construct(this, "alertmanager"), "alertmanager", namespace)
                .allowFrom("prometheus", prometheus, 9093, 8080)
                .allowFrom("grafana", new Peer.Pods(namespace.name(), "grafana"), 9093)
                .allowFrom("replicas", new Peer.Pods(namespace.name(), "alertmanager"), 9094)
                // their gossip goes by both: without datagrams each thinks that it is alone, and people are paged twice
                .allowDatagramsFrom("replicas-gossip", new Peer.Pods(namespace.name(), "alertmanager"), 9094);
        new NetworkRules(new Construct(this, "kube-state-metrics"), "kube-state-metrics", namespace)
                .allowFrom("prometheus", prometheus, 8080)
                .allowToKubernetesApi();
        new NetworkRules(new Construct(this, "operator"), "kube-prometheus-stack-prometheus-operator", namespace)
                .allowFrom("api-server", Peer.ANYONE, 10250);
    }
}
