package dev.chatstack.platform.monitoring;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.platform.ChartValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What we tell the chart kube-prometheus-stack, which brings Prometheus, Alertmanager, Grafana and the exporters of a cluster. */
record PrometheusStack(
        KubernetesCluster cluster, MonitoringConfig config, Monitoring.Setup setup, GeneratedSecret grafanaAdmin) {
    private static final String INTERVAL = "30s";

    Map<String, ?> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("fullnameOverride", "monitoring");
        values.put("crds", Map.of("upgradeJob", Map.of("enabled", true)));
        // ours have a page for each alert, and tests
        values.put("defaultRules", Map.of("create", false));
        // a cloud runs these where nobody can scrape them
        for (String hidden :
                new String[] {"kubeControllerManager", "kubeScheduler", "kubeEtcd", "kubeProxy", "coreDns"}) {
            values.put(hidden, Map.of("enabled", false));
        }
        values.put("prometheus", Map.of("service", limitedToAdministrators(), "prometheusSpec", prometheus()));
        values.put("grafana", Grafana.values(config.grafana(), limitedToAdministrators(), grafanaAdmin));
        values.put("alertmanager", alertmanager());
        values.put("prometheusOperator", Map.of("resources", ChartValues.resources("50m", "128Mi")));
        values.put("kube-state-metrics", Map.of("resources", ChartValues.resources("20m", "128Mi")));
        values.put("prometheus-node-exporter", Map.of("resources", ChartValues.resources("20m", "64Mi")));
        return values;
    }

    private Map<String, ?> prometheus() {
        Map<String, Object> spec = new HashMap<>();
        spec.put("replicas", replicas());
        spec.put("podAntiAffinity", "soft");
        spec.put("scrapeInterval", INTERVAL);
        spec.put("evaluationInterval", INTERVAL);
        spec.put("retention", config.metricsDays() + "d");
        spec.put("walCompression", true);
        spec.put("externalLabels", Map.of("cluster", cluster.name(), "environment", setup.environment()));
        spec.put("storageSpec", volume(config.metricsVolume()));
        spec.put("resources", ChartValues.resources("200m", "2Gi"));
        // Tempo writes what it counts of spans, with examples that lead back to a trace
        spec.put("enableRemoteWriteReceiver", true);
        spec.put("enableFeatures", List.of("exemplar-storage"));
        // every monitor counts, not only those that carry this release's label
        for (String kind : new String[] {"serviceMonitor", "podMonitor", "probe", "rule", "scrapeConfig"}) {
            spec.put(kind + "SelectorNilUsesHelmValues", false);
        }
        return spec;
    }

    private Map<String, ?> alertmanager() {
        Map<String, Object> spec = new HashMap<>();
        spec.put("replicas", replicas());
        spec.put("podAntiAffinity", "soft");
        spec.put("storage", volume("1Gi"));
        spec.put("resources", ChartValues.resources("20m", "64Mi"));
        config.alerts().ifPresent(alerts -> spec.put("secrets", List.of(alerts.secret())));
        return Map.of(
                "config", AlertDelivery.configuration(config.alerts()),
                "templateFiles",
                        Map.of(
                                "messages.tmpl",
                                MonitoringFile.of("alertmanager/messages.tmpl")
                                        .literal()
                                        .text()),
                "alertmanagerSpec", spec);
    }

    /** Two in production: while one is replaced the other watches. */
    private int replicas() {
        return setup.production() ? 2 : 1;
    }

    private Map<String, ?> limitedToAdministrators() {
        return Map.of(
                "type", "LoadBalancer",
                "annotations", cluster.loadBalancerAnnotations(),
                "loadBalancerSourceRanges", config.dashboardAccess());
    }

    private Map<String, ?> volume(String size) {
        Map<String, Object> claim = new HashMap<>();
        claim.put("accessModes", List.of("ReadWriteOnce"));
        claim.put("resources", Map.of("requests", Map.of("storage", size)));
        cluster.storageClass(StorageTier.STANDARD).ifPresent(name -> claim.put("storageClassName", name));
        return Map.of("volumeClaimTemplate", Map.of("spec", claim));
    }
}
