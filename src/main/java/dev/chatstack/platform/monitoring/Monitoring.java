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
import dev.chatstack.kubernetes.network.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    public static List<String> withVolumes(MonitoringConfig config) {
        return Stream.concat(
                        Stream.of("prometheus-monitoring-prometheus"),
                        TelemetryStore.of(config).map(TelemetryStore::workload))
                .toList();
    }

    /** Port of Grafana, for people. */
    public static final int GRAFANA_PORT = 3000;

    /** Port of Prometheus, for people and for Grafana. */
    public static final int PROMETHEUS_PORT = 9090;

    private static final String VALKEY = "valkey";
    private static final String MESH = "mesh";

    public static final List<String> DASHBOARDS =
            List.of("backups", "capacity", "chat", "logs-and-traces", "mongodb", "slo");

    /** What the pods of the Job are called that brings the kinds of the operator. */
    static final String DEFINITIONS = "monitoring-crds";

    private static final String LOGS_AND_TRACES = "logs-and-traces";

    private static final int MAX_NODES = 100;

    /** Installs it into {@code namespace}, and what reads a node's disks into a second one, which is not restricted. */
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
        Namespace nodes = Namespace.forNodeAgents(this, nodes(namespace.name()), cluster, MAX_NODES);
        MonitoringRights rights = new MonitoringRights(this, namespace);
        HelmRelease release = new HelmRelease(
                this,
                namespace,
                "monitoring",
                Versions.chart("kube-prometheus-stack"),
                new PrometheusStack(
                                new PrometheusStack.Namespaces(namespace.name(), nodes.name()),
                                cluster,
                                config,
                                environment,
                                admin,
                                namespace.outside().proxy().isPresent())
                        .values());
        Order.after(release, admin);
        Order.afterAllOf(release, rights);
        Order.afterAllOf(release, nodes);
        environment
                .dashboards(config)
                .forEach(name -> new ConfigFiles(
                        this,
                        namespace,
                        "dashboard-" + name,
                        ConfigFiles.resources("/monitoring/dashboards", List.of(name + ".json")),
                        Map.of("grafana_dashboard", "1")));
        stores(namespace, cluster, config, environment);
        Agent agent = new Agent(this, namespace, config, prometheus(namespace.name()));
        new Prober(this, namespace, prometheus(namespace.name()), environment.chat());
        List<Values> objects = new ArrayList<>(environment.rules().manifests());
        Stream.concat(TelemetryStore.of(config).map(TelemetryStore::workload), Stream.of(Prober.NAME))
                .forEach(workload -> objects.add(PodMonitor.of(workload, "http").manifest()));
        environment.targets().forEach(target -> objects.add(target.manifest()));
        CustomResources watched = new CustomResources(this, namespace, "monitoring-rules", objects);
        // their kinds come with the chart
        Order.after(agent.release(), release);
        Order.afterAllOf(agent.release(), rights);
        Order.after(watched, release);
        Order.afterAllOf(release, new MonitoringPaths(this, namespace, nodes, config));
    }

    /** Those that show something: without logs and traces one is empty. */
    public static List<String> dashboards(MonitoringConfig config) {
        return DASHBOARDS.stream()
                .filter(name -> !name.equals(LOGS_AND_TRACES) || config.keepsLogs() || config.keepsTraces())
                .toList();
    }

    private void stores(
            Namespace namespace, KubernetesCluster cluster, MonitoringConfig config, WatchedEnvironment environment) {
        if (config.keepsLogs()) {
            TelemetryStore.LOKI.define(
                    this,
                    namespace,
                    cluster,
                    config.logsVolume(),
                    Map.of("LOGS_RETENTION", config.logsDays() * 24 + "h"));
        }
        if (config.keepsTraces()) {
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
        }
    }

    /** One by one: Grafana asks any of them, so each needs all alerts. */
    private static List<String> prometheusServers(WatchedEnvironment environment) {
        return IntStream.range(0, PrometheusStack.replicas(environment))
                .mapToObj(number -> "http://prometheus-monitoring-prometheus-%d.prometheus-operated:%d"
                        .formatted(number, PROMETHEUS_PORT))
                .toList();
    }

    /** The namespace of what reads the disks of the nodes, next to the monitoring in {@code namespace}. */
    public static String nodes(String namespace) {
        return namespace + "-nodes";
    }

    /** The pods of Prometheus, which ask every target; its monitoring is in {@code namespace}. */
    public static Peer prometheus(String namespace) {
        return new Peer.WithoutSidecar(namespace, "prometheus");
    }

    /**
     * What of an environment its monitoring must know.
     *
     * @param name of the environment, which every alert shows
     * @param production whether a second Prometheus watches while one is replaced
     * @param targets what there is to ask besides the products and the cluster itself
     */
    public record WatchedEnvironment(
            String name,
            WatchedChat chat,
            boolean production,
            int secretsRevision,
            AlertRules rules,
            List<PodMonitor> targets) {
        public WatchedEnvironment {
            targets = List.copyOf(targets);
        }

        /** Those that show something here: without a mesh or Valkey, theirs are empty. */
        List<String> dashboards(MonitoringConfig config) {
            List<String> names = new ArrayList<>(Monitoring.dashboards(config));
            if (rules.files().contains(VALKEY)) {
                names.add(VALKEY);
            }
            if (targets.stream().anyMatch(target -> target.name().startsWith(MESH))) {
                names.add(MESH);
            }
            return names;
        }
    }

    /**
     * The chat that it watches.
     *
     * @param namespace whose monitors count, too
     * @param port on which people reach it
     * @param wayIn pods that take people's connections on other ports: Kubernetes sends there what another pod sends to the public
     *     address, and network rules see the port of the pod
     */
    public record WatchedChat(String namespace, int port, Optional<Peer> wayIn) {
        /** Those on which a request of it goes out: a browser is sent on from HTTP to HTTPS. */
        Integer[] ports() {
            return Stream.of(80, 443, port).distinct().toArray(Integer[]::new);
        }
    }
}
