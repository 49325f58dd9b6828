package dev.chatstack.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Prometheus and Grafana. */
public record MonitoringConfig(
        @About("who may open Grafana (port 3000) and Prometheus (port 9090)") @NotEmpty
        List<@Cidr String> dashboardAccess,

        @About("days for which metrics are kept") @Default("15") @NotNull @Min(1) @Max(400)
        Integer metricsDays,

        @About("volume of Prometheus") @Default("20Gi") @NotNull @Bytes
        String metricsVolume) {
    public MonitoringConfig {
        dashboardAccess = Lists.copy(dashboardAccess);
    }
}
