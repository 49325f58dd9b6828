package dev.chatstack.config.monitoring;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.Bytes;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.NotTheWorld;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;

/** Prometheus, Alertmanager, Grafana, Loki and Tempo. */
public record MonitoringConfig(
        @About(
                "networks that reach Grafana (port 3000) through a load balancer; left out, it is reached by kubectl alone")
        @Default("[]")
        @NotTheWorld
        List<@Cidr String> dashboardAccess,

        @About("days for which metrics are kept") @Default("15") @Min(1) @Max(400)
        int metricsDays,

        @About("volume of each Prometheus") @Default("20Gi") @Bytes
        String metricsVolume,

        @About("days for which logs are kept") @Default("30") @Min(1) @Max(400)
        int logsDays,

        @About("volume of Loki") @Default("20Gi") @Bytes String logsVolume,

        @About("days for which traces are kept") @Default("7") @Min(1) @Max(90)
        int tracesDays,

        @About("volume of Tempo") @Default("10Gi") @Bytes String tracesVolume,

        @About("the address of Grafana, TLS and sign-in; left out, plain HTTP and its administrator alone")
        Optional<GrafanaConfig> grafana,

        @About("where alerts go; left out, nobody is told") Optional<AlertsConfig> alerts) {}
