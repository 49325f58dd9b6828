package dev.chatstack.config.monitoring;

import dev.chatstack.config.MeshConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.monitoring.SendToConfig.EndpointConfig;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import java.util.List;

/** What others keep or watch is not set up here, and nothing goes to them that somebody on the way can read. */
public final class StoreRules {
    private static final String WITH_EXISTING =
            "must be left out with monitoring.existing, because Prometheus, Alertmanager and Grafana are those that exist";

    private StoreRules() {}

    /** Says what contradicts in {@code monitoring}. */
    public static void check(MonitoringConfig monitoring, Blocks blocks, Findings findings) {
        if (monitoring.existing().isPresent()) {
            existing(monitoring, blocks, findings);
        }
        monitoring.metricsTo().ifPresent(store -> isSafe("metrics", store, findings));
        monitoring.logsTo().ifPresent(store -> isSafe("logs", store, findings));
        monitoring.tracesTo().ifPresent(store -> isSafe("traces", store, findings));
    }

    private static void existing(MonitoringConfig monitoring, Blocks blocks, Findings findings) {
        if (blocks.has(DockerConfig.class)) {
            findings.refuse(
                    "monitoring.existing",
                    "must be left out on a Docker host: take monitoring.sendTo.metrics",
                    "a block");
        }
        if (blocks.has(MeshConfig.class)) {
            findings.refuse(
                    "monitoring.existing",
                    "must be left out with mesh: sidecars answer only the Prometheus of chatstack",
                    "a block");
        }
        monitoring.alerts().ifPresent(alerts -> findings.refuse("monitoring.alerts", WITH_EXISTING, "a block"));
        monitoring.grafana().ifPresent(grafana -> findings.refuse("monitoring.grafana", WITH_EXISTING, "a block"));
        refuseOther("dashboardAccess", monitoring.dashboardAccess(), List.of(), findings);
        refuseOther("metricsDays", monitoring.metricsDays(), 15, findings);
        refuseOther("metricsVolume", monitoring.metricsVolume(), "20Gi", findings);
        refuseOther("logsDays", monitoring.logsDays(), 30, findings);
        refuseOther("logsVolume", monitoring.logsVolume(), "20Gi", findings);
        refuseOther("tracesDays", monitoring.tracesDays(), 7, findings);
        refuseOther("tracesVolume", monitoring.tracesVolume(), "10Gi", findings);
        monitoring
                .metricsTo()
                .ifPresent(store -> findings.refuse("monitoring.sendTo.metrics", WITH_EXISTING, store.url()));
    }

    private static void refuseOther(String setting, Object value, Object usual, Findings findings) {
        if (!value.equals(usual)) {
            findings.refuse("monitoring." + setting, WITH_EXISTING, value);
        }
    }

    private static void isSafe(String what, EndpointConfig store, Findings findings) {
        if (!store.isSafe()) {
            findings.refuse(
                    "monitoring.sendTo." + what + ".url",
                    "must begin with https:// unless it is a Service of the cluster",
                    store.url());
        }
    }
}
