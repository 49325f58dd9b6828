package dev.chatstack.config.monitoring;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.values.AnnotationKey;
import dev.chatstack.config.values.LabelValue;
import dev.chatstack.config.values.ResourceName;
import java.util.Map;
import java.util.TreeMap;

/** A Prometheus with its operator that the cluster has: it gets rules, monitors and dashboards, and nothing of monitoring is installed. */
public record ExistingPrometheusConfig(
        @Existing(Existing.Kind.NAMESPACE) @About("namespace in which that Prometheus runs") @ResourceName
        String namespace,

        @About(
                "labels by which that Prometheus selects rules and monitors, such as `{release: kube-prometheus-stack}`; "
                        + "by default none")
        Map<@AnnotationKey String, @LabelValue String> labels,

        @About("labels by which the sidecar of Grafana finds dashboards; by default `{grafana_dashboard: \"1\"}`")
        Map<@AnnotationKey String, @LabelValue String> dashboardLabels) {
    public ExistingPrometheusConfig {
        labels = new TreeMap<>(labels);
        dashboardLabels = new TreeMap<>(dashboardLabels);
    }

    /** What each dashboard carries. */
    public Map<String, String> labelsOfDashboards() {
        return dashboardLabels.isEmpty() ? Map.of("grafana_dashboard", "1") : dashboardLabels;
    }
}
