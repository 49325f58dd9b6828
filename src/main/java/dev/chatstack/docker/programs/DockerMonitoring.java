package dev.chatstack.docker.programs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.config.monitoring.AlertsConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.monitoring.SendToConfig.EndpointConfig;
import dev.chatstack.config.values.Sizes;
import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.docker.DockerHost.Zone;
import dev.chatstack.docker.Folder;
import dev.chatstack.docker.HardenedService;
import dev.chatstack.docker.SecretPlaceholders;
import dev.chatstack.docker.Service;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.platform.monitoring.AlertDelivery;
import dev.chatstack.platform.monitoring.AlertRules;
import dev.chatstack.platform.monitoring.Grafana;
import dev.chatstack.platform.monitoring.Monitoring;
import dev.chatstack.platform.monitoring.MonitoringFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** What watches a Docker host, with the rules, dashboards and messages of {@link Monitoring}, from the same files. */
public final class DockerMonitoring extends Construct {
    /** Where programs send their traces, OTLP by gRPC. */
    public static final String TRACES = "http://alloy:4317";

    /** Port of Grafana on the machine's own address. */
    public static final int GRAFANA_PORT = 3000;

    /** Container of Grafana, and the file in it that holds the password of its user admin. */
    public static final String GRAFANA = "grafana";

    public static final String GRAFANA_PASSWORD = "/etc/grafana/provisioning/admin-password";

    private static final String LOCALHOST = "127.0.0.1";

    /** Where Prometheus listens: its name on the network of monitoring alone. What it asks elsewhere cannot ask it. */
    private static final String PROMETHEUS_INSIDE = "prometheus-inside";

    /** Prometheus, for who asks it from its own container. */
    public static final String PROMETHEUS = "http://" + PROMETHEUS_INSIDE + ":9090";

    private static final int GRAFANA_USER = 472;

    private final DockerHost host;
    private final Delivery delivery;
    private final MonitoringConfig config;
    private final WatchedChat chat;

    /** Defines the monitoring of {@code chat}. */
    public DockerMonitoring(
            Construct scope, DockerHost host, Delivery delivery, MonitoringConfig config, WatchedChat chat) {
        super(scope, "monitoring");
        this.host = host;
        this.delivery = delivery;
        this.config = config;
        this.chat = chat;
        prometheus();
        alertmanager(config.alerts());
        grafana();
        prober();
        new TelemetryCollectors(this, host, delivery, config);
    }

    /**
     * What is watched.
     *
     * @param chatUrl what the prober opens
     */
    public record WatchedChat(String environment, String chatUrl, AlertRules rules, int secretsRevision) {}

    private void prometheus() {
        Folder folder = delivery.folder("prometheus", Pod.NOBODY)
                .file(
                        "prometheus.yaml",
                        MonitoringFile.of("docker/prometheus.yaml")
                                        .with(Map.of("CHAT_URL", chat.chatUrl(), "ENVIRONMENT", chat.environment()))
                                        .text()
                                + remoteWrite());
        config.metricsTo()
                .flatMap(EndpointConfig::secret)
                .ifPresent(secret -> StoreSecrets.METRICS.into(folder, secret));
        chat.rules()
                .files()
                .forEach(file -> folder.file(
                        "rules/" + file + ".yaml", chat.rules().file(file).text()));
        delivery.deliver(folder);
        // nine tenths: Prometheus counts its blocks, not what it is writing just now
        long megabytes = 9L * Sizes.mebibytes(config.metricsVolume()) / 10;
        Service prometheus = Service.of(
                        "prometheus", Versions.image("prometheus"), Pod.NOBODY, new Service.Limits(1024, 1))
                .command(
                        "--config.file=/etc/prometheus/prometheus.yaml",
                        "--storage.tsdb.path=/prometheus",
                        "--storage.tsdb.retention.time=" + config.metricsDays() + "d",
                        "--storage.tsdb.retention.size=" + megabytes + "MB",
                        "--web.listen-address=" + PROMETHEUS_INSIDE + ":9090",
                        "--web.enable-remote-write-receiver",
                        "--enable-feature=exemplar-storage")
                .reads(folder, "/etc/prometheus")
                .keeps(delivery.data("prometheus", Pod.NOBODY), "/prometheus")
                .on(Zone.MONITORING, PROMETHEUS_INSIDE)
                .on(Zone.SCRAPED)
                .healthy(120, answers(PROMETHEUS + "/-/ready"));
        // only then is there anybody outside to reach
        start(config.metricsTo().isPresent() ? prometheus.on(Zone.ALERTS) : prometheus);
    }

    /** The last lines of its file: the store elsewhere that gets every metric. */
    private String remoteWrite() {
        return config.metricsTo()
                .map(store -> {
                    Map<String, Object> write = new TreeMap<>(Map.of("url", store.url()));
                    store.secret()
                            .ifPresent(secret -> write.put(
                                    "basic_auth",
                                    new TreeMap<>(Map.of(
                                            "username_file", "/etc/prometheus/" + StoreSecrets.METRICS.username(),
                                            "password_file", "/etc/prometheus/" + StoreSecrets.METRICS.password()))));
                    return yaml(Map.of("remote_write", List.of(write))).replaceFirst("^---", "");
                })
                .orElse("");
    }

    private void alertmanager(Optional<AlertsConfig> alerts) {
        Folder folder = delivery.folder("alertmanager", Pod.NOBODY)
                .file("alertmanager.yaml", yaml(AlertDelivery.configuration(alerts, host.hasProxy())))
                .file("config/messages.tmpl", resource("alertmanager/messages.tmpl"));
        alerts.ifPresent(config -> config.secretKeys()
                .forEach(key -> folder.secret(
                        "secrets/" + config.secret() + "/" + key, SecretPlaceholders.given(config.secret(), key))));
        delivery.deliver(folder);
        start(Service.of("alertmanager", Versions.image("alertmanager"), Pod.NOBODY, new Service.Limits(128, 0.5))
                .command("--config.file=/etc/alertmanager/alertmanager.yaml", "--storage.path=/alertmanager")
                .reads(folder, "/etc/alertmanager")
                .keeps(delivery.data("alertmanager", Pod.NOBODY), "/alertmanager")
                .on(Zone.MONITORING)
                // it reaches people outside
                .on(Zone.ALERTS)
                .healthy(30, answers("http://127.0.0.1:9093/-/ready")));
    }

    private void grafana() {
        Folder folder = delivery.folder(GRAFANA, GRAFANA_USER)
                .file("datasources/datasources.yaml", dataSources())
                .file("dashboards/dashboards.yaml", resource("grafana/dashboards.yaml"))
                .secret("admin-password", delivery.password("grafana-admin", 32, chat.secretsRevision()));
        Folder dashboards = delivery.folder("dashboards", GRAFANA_USER);
        Monitoring.dashboards(config)
                .forEach(name -> dashboards.file(name + ".json", resource("dashboards/" + name + ".json")));
        delivery.deliver(folder);
        delivery.deliver(dashboards);
        start(Service.of(GRAFANA, Versions.image("grafana"), GRAFANA_USER, new Service.Limits(512, 1))
                .env("GF_SECURITY_ADMIN_PASSWORD__FILE", GRAFANA_PASSWORD)
                .env("GF_ANALYTICS_REPORTING_ENABLED", "false")
                .env("GF_ANALYTICS_CHECK_FOR_UPDATES", "false")
                .env("PROMETHEUS_WRITERS", "[{url: \"http://prometheus:9090/api/v1/write\", send_exemplars: true}]")
                .env("ALERTMANAGER_URL", "http://alertmanager:9093")
                .env("LOKI_URL", "http://loki:3100")
                .env("TEMPO_URL", "http://tempo:3200")
                .reads(folder, "/etc/grafana/provisioning")
                .reads(dashboards, "/var/lib/grafana-dashboards")
                .keeps(delivery.data("grafana", GRAFANA_USER), "/var/lib/grafana")
                .scratch("/tmp", "64m")
                .on(Zone.MONITORING)
                // no port of a network without an egress can be published
                .on(Zone.ALERTS)
                .publish(LOCALHOST, GRAFANA_PORT)
                .healthy(120, answers("http://127.0.0.1:3000/api/health")));
    }

    private String dataSources() {
        MonitoringFile all = MonitoringFile.of("grafana/datasources.yaml");
        return config.keepsLogs() && config.keepsTraces()
                ? all.text()
                : yaml(Map.of("apiVersion", 1, "prune", true, "datasources", Grafana.kept(config, all)));
    }

    private void prober() {
        Folder folder = delivery.deliver(
                delivery.folder("blackbox", Pod.NOBODY).file("blackbox.yaml", resource("blackbox/blackbox.yaml")));
        start(Service.of("blackbox", Versions.image("blackbox-exporter"), Pod.NOBODY, new Service.Limits(64, 0.5))
                .command("--config.file=/etc/blackbox/blackbox.yaml")
                .reads(folder, "/etc/blackbox")
                .on(Zone.SCRAPED));
    }

    /** The command that asks {@code url}, with what the images have. */
    private static String[] answers(String url) {
        return new String[] {"CMD", "wget", "-q", "-O", "/dev/null", url};
    }

    private void start(Service service) {
        new HardenedService(this, host, service, List.of(delivery.resource()));
    }

    private static String yaml(Object value) {
        try {
            return new YAMLMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("alertmanager.yaml cannot be written", e);
        }
    }

    private static String resource(String path) {
        return MonitoringFile.of(path).text();
    }
}
