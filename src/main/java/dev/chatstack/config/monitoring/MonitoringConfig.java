package dev.chatstack.config.monitoring;

import dev.chatstack.config.monitoring.SendToConfig.EndpointConfig;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.Bytes;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.NotTheWorld;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** Prometheus, Alertmanager, Grafana, Loki and Tempo. */
public record MonitoringConfig(
        @About("namespace of the monitoring; by default `<chat.namespace>-monitoring`. Do not change it in a running "
                + "environment: metrics, logs, traces and Secrets stay in the old one")
        Optional<
                        @Pattern(
                                regexp = "(?!(default$|kube-))[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?",
                                message =
                                        "must be a namespace for the monitoring alone, such as chat-monitoring: at most "
                                                + "40 lower-case letters, digits and -")
                        String>
                namespace,

        @About("networks that can reach Grafana (port 3000) through a load balancer; optional, by default only "
                + "kubectl port-forward reaches it")
        @Default("[]")
        @NotTheWorld
        List<@Cidr String> dashboardAccess,

        @About("days to keep metrics") @Default("15") @Min(1) @Max(400)
        int metricsDays,

        @About("volume of each Prometheus") @Default("20Gi") @Bytes
        String metricsVolume,

        @About("days to keep logs") @Default("30") @Min(1) @Max(400)
        int logsDays,

        @About("volume of Loki") @Default("20Gi") @Bytes String logsVolume,

        @About("days to keep traces") @Default("7") @Min(1) @Max(90)
        int tracesDays,

        @About("volume of Tempo") @Default("10Gi") @Bytes String tracesVolume,

        @About("URL of Grafana, TLS and sign-in; optional, by default Grafana uses HTTP and a single admin account")
        Optional<GrafanaConfig> grafana,

        @About("receivers of alerts; optional, without this block no alert is sent")
        Optional<AlertsConfig> alerts,

        @About(
                "a Prometheus with its operator that the cluster has, instead of a new one: it gets rules, monitors and dashboards")
        Optional<ExistingPrometheusConfig> existing,

        @About("stores elsewhere for metrics, logs and traces, such as Grafana Cloud")
        Optional<SendToConfig> sendTo) {
    /** Where metrics go besides. */
    public Optional<EndpointConfig> metricsTo() {
        return sendTo.flatMap(SendToConfig::metrics);
    }

    /** Where logs go instead of Loki. */
    public Optional<EndpointConfig> logsTo() {
        return sendTo.flatMap(SendToConfig::logs);
    }

    /** Where traces go instead of Tempo. */
    public Optional<EndpointConfig> tracesTo() {
        return sendTo.flatMap(SendToConfig::traces);
    }

    /** Whether Loki is installed. */
    public boolean keepsLogs() {
        return existing.isEmpty() && logsTo().isEmpty();
    }

    /** Whether Tempo is installed. */
    public boolean keepsTraces() {
        return existing.isEmpty() && tracesTo().isEmpty();
    }

    /** Whether somebody takes traces. */
    public boolean takesTraces() {
        return keepsTraces() || tracesTo().isPresent();
    }
}
