package dev.chatstack.platform;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.config.MonitoringConfig;
import dev.chatstack.kubernetes.GeneratedSecret;
import dev.chatstack.kubernetes.HelmRelease;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.NetworkRules;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.Peer;
import dev.chatstack.kubernetes.Versions;
import java.util.HashMap;
import java.util.Map;
import software.constructs.Construct;

/**
 * Prometheus, Alertmanager and Grafana by the kube-prometheus-stack chart.
 *
 * <p>Grafana answers on port 3000 and Prometheus on 9090, each through a load balancer that lets in the configured networks only.
 */
public final class Monitoring extends Construct {
    /** Secret with Grafana's administrator: {@code admin-user} and {@code admin-password}. */
    public static final String ADMIN_SECRET = "grafana-admin";

    /** Service of Grafana. */
    public static final String GRAFANA = "monitoring-grafana";

    /** Service of Prometheus. */
    public static final String PROMETHEUS = "monitoring-prometheus";

    private static final String SCRAPE_INTERVAL = "30s";
    private static final int GRAFANA_PORT = 3000;
    private static final int PROMETHEUS_PORT = 9090;

    /** Installs it into {@code namespace}. */
    public Monitoring(
            Construct scope,
            Namespace namespace,
            KubernetesCluster cluster,
            MonitoringConfig config,
            int secretsRevision) {
        super(scope, "monitoring");
        GeneratedSecret admin = new GeneratedSecret(
                this,
                namespace,
                ADMIN_SECRET,
                GeneratedSecret.Revision.of(secretsRevision),
                Map.of("admin-user", "admin", "admin-password", GeneratedSecret.PASSWORD));
        HelmRelease release = new HelmRelease(
                this, namespace, "monitoring", Versions.chart("kube-prometheus-stack"), values(cluster, config, admin));
        Order.after(release, admin);
        Peer prometheus = new Peer.Pods(namespace.name(), "prometheus");
        new NetworkRules(new Construct(this, "grafana"), "grafana", namespace)
                .allowFrom("administrators", Peer.ANYONE, GRAFANA_PORT);
        new NetworkRules(new Construct(this, "prometheus"), "prometheus", namespace)
                .allowFrom("administrators", Peer.ANYONE, PROMETHEUS_PORT);
        new NetworkRules(new Construct(this, "alertmanager"), "alertmanager", namespace)
                .allowFrom("prometheus", prometheus, 9093, 8080);
        new NetworkRules(new Construct(this, "kube-state-metrics"), "kube-state-metrics", namespace)
                .allowFrom("prometheus", prometheus, 8080);
        new NetworkRules(new Construct(this, "operator"), "kube-prometheus-stack-prometheus-operator", namespace)
                .allowFrom("api-server", Peer.ANYONE, 10250);
    }

    private static Map<String, ?> values(KubernetesCluster cluster, MonitoringConfig config, GeneratedSecret admin) {
        Map<String, Object> values = new HashMap<>();
        values.put("fullnameOverride", "monitoring");
        values.put("crds", Map.of("upgradeJob", Map.of("enabled", true)));
        // a cloud runs these where nobody can scrape them: they would alert for ever
        for (String hidden :
                new String[] {"kubeControllerManager", "kubeScheduler", "kubeEtcd", "kubeProxy", "coreDns"}) {
            values.put(hidden, Map.of("enabled", false));
        }
        values.put(
                "prometheus",
                Map.of("service", limitedTo(cluster, config), "prometheusSpec", prometheus(cluster, config)));
        values.put("grafana", grafana(cluster, config, admin));
        values.put("alertmanager", Map.of("alertmanagerSpec", Map.of("resources", memory("20m", "64Mi"))));
        values.put("prometheusOperator", Map.of("resources", memory("50m", "128Mi")));
        values.put("kube-state-metrics", Map.of("resources", memory("20m", "128Mi")));
        values.put("prometheus-node-exporter", Map.of("resources", memory("20m", "64Mi")));
        return values;
    }

    private static Map<String, ?> prometheus(KubernetesCluster cluster, MonitoringConfig config) {
        Map<String, Object> spec = new HashMap<>();
        spec.put("scrapeInterval", SCRAPE_INTERVAL);
        spec.put("evaluationInterval", SCRAPE_INTERVAL);
        spec.put("retention", config.metricsDays() + "d");
        spec.put("walCompression", true);
        spec.put("externalLabels", Map.of("cluster", cluster.name()));
        spec.put("storageSpec", Map.of("volumeClaimTemplate", Map.of("spec", claim(cluster, config.metricsVolume()))));
        spec.put("resources", memory("200m", "2Gi"));
        // every monitor counts, not only those that carry this release's label
        for (String kind : new String[] {"serviceMonitor", "podMonitor", "probe", "rule", "scrapeConfig"}) {
            spec.put(kind + "SelectorNilUsesHelmValues", false);
        }
        return spec;
    }

    private static Map<String, ?> claim(KubernetesCluster cluster, String size) {
        Map<String, Object> claim = new HashMap<>();
        claim.put("accessModes", new String[] {"ReadWriteOnce"});
        claim.put("resources", Map.of("requests", Map.of("storage", size)));
        cluster.storageClass(StorageTier.STANDARD).ifPresent(name -> claim.put("storageClassName", name));
        return claim;
    }

    private static Map<String, ?> grafana(KubernetesCluster cluster, MonitoringConfig config, GeneratedSecret admin) {
        Map<String, Object> service = new HashMap<>(limitedTo(cluster, config));
        service.put("port", GRAFANA_PORT);
        return Map.of(
                "service", service,
                "admin", Map.of("existingSecret", admin.name()),
                // it reads its password when it starts
                "podAnnotations", Map.of("chatstack.dev/secrets-revision", admin.revision()),
                "resources", memory("100m", "512Mi"));
    }

    private static Map<String, ?> limitedTo(KubernetesCluster cluster, MonitoringConfig config) {
        return Map.of(
                "type", "LoadBalancer",
                "annotations", cluster.loadBalancerAnnotations(),
                "loadBalancerSourceRanges", config.dashboardAccess());
    }

    private static Map<String, ?> memory(String cpu, String memory) {
        return Map.of("requests", Map.of("cpu", cpu, "memory", memory), "limits", Map.of("memory", memory));
    }
}
