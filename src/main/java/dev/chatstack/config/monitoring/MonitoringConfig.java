package dev.chatstack.config.monitoring;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.Bytes;
import dev.chatstack.config.values.Cidr;
import dev.chatstack.config.values.Lists;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Prometheus, Alertmanager, Grafana, Loki and Tempo. */
public record MonitoringConfig(
        @About("who may open Grafana (port 3000) and Prometheus (port 9090)") @NotEmpty
        List<@Cidr String> dashboardAccess,

        @About("days for which metrics are kept") @Default("15") @NotNull @Min(1) @Max(400)
        Integer metricsDays,

        @About("volume of each Prometheus") @Default("20Gi") @NotNull @Bytes
        String metricsVolume,

        @About("days for which logs are kept") @Default("30") @NotNull @Min(1) @Max(400)
        Integer logsDays,

        @About("volume of Loki") @Default("20Gi") @NotNull @Bytes
        String logsVolume,

        @About("days for which traces are kept") @Default("7") @NotNull @Min(1) @Max(90)
        Integer tracesDays,

        @About("volume of Tempo") @Default("10Gi") @NotNull @Bytes
        String tracesVolume,

        @About("the address of Grafana, TLS and sign-in; left out, plain HTTP and its administrator alone") @Valid
        GrafanaConfig grafana,

        @About("where alerts go; left out, nobody is told") @Valid
        AlertsConfig alerts) {
    public MonitoringConfig {
        dashboardAccess = Lists.copy(dashboardAccess);
    }
}
