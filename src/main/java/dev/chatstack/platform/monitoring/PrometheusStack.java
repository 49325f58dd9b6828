package dev.chatstack.platform.monitoring;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.config.monitoring.AlertsConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.monitoring.SendToConfig.EndpointConfig;
import dev.chatstack.config.values.Fingerprint;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.platform.ChartValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What we tell the chart kube-prometheus-stack, which brings Prometheus, Alertmanager, Grafana and the exporters of a cluster. */
record PrometheusStack(
        Namespaces namespaces,
        KubernetesCluster cluster,
        MonitoringConfig config,
        Monitoring.WatchedEnvironment environment,
        GeneratedSecret grafanaAdmin,
        boolean proxied) {
    private static final String INTERVAL = "30s";

    /** What kube-state-metrics lists. Not Secrets, which it would have to read for that. */
    private static final List<String> COUNTED = List.of(
            "cronjobs",
            "daemonsets",
            "deployments",
            "horizontalpodautoscalers",
            "ingresses",
            "jobs",
            "limitranges",
            "namespaces",
            "networkpolicies",
            "nodes",
            "persistentvolumeclaims",
            "persistentvolumes",
            "poddisruptionbudgets",
            "pods",
            "replicasets",
            "resourcequotas",
            "services",
            "statefulsets",
            "storageclasses");

    /**
     * Where it is.
     *
     * @param own that of the chart
     * @param nodes that of the exporter on every node
     */
    record Namespaces(String own, String nodes) {
        /** Of names that the chart cuts after 26 characters. */
        String brief() {
            return "crds-" + Fingerprint.of(own, 4);
        }
    }

    Values values() {
        return Values.of("fullnameOverride", "monitoring")
                .set("crds.fullnameOverride", namespaces.brief())
                .set("crds.upgradeJob.enabled", true)
                .set("crds.upgradeJob.podLabels", Map.of(Pod.NAME_LABEL, Monitoring.DEFINITIONS))
                // theirs reach into every namespace, under names that only one environment of a cluster could have
                .setAll(
                        false,
                        "global.rbac.create",
                        "prometheusOperator.admissionWebhooks.enabled",
                        "prometheusOperator.tls.enabled")
                // ours have a page for each alert, and tests
                .set("defaultRules.create", false)
                // a cloud runs these where nobody can scrape them
                .setAll(
                        false,
                        "kubeControllerManager.enabled",
                        "kubeScheduler.enabled",
                        "kubeEtcd.enabled",
                        "kubeProxy.enabled",
                        "coreDns.enabled")
                // it knows no sign-in, and takes samples of anyone who reaches it
                .set("prometheus.service.type", "ClusterIP")
                .set("prometheus.prometheusSpec", prometheus())
                .set("grafana", Grafana.values(config, grafanaService(), namespaces.own(), grafanaAdmin))
                .set("alertmanager", alertmanager())
                // a monitor of another team's namespace would make Prometheus call for them, with its token
                .set("prometheusOperator.namespaces.releaseNamespace", true)
                .set(
                        "prometheusOperator.namespaces.additional",
                        List.of(environment.chat().namespace(), namespaces.nodes()))
                .setAll(
                        List.of(namespaces.own()),
                        "prometheusOperator.prometheusInstanceNamespaces",
                        "prometheusOperator.alertmanagerInstanceNamespaces",
                        "prometheusOperator.alertmanagerConfigNamespaces",
                        "prometheusOperator.thanosRulerInstanceNamespaces")
                // the list of kubelets that the operator keeps
                .setAll(namespaces.own(), "prometheusOperator.kubeletService.namespace", "kubelet.namespace")
                .set("prometheusOperator.resources", ChartValues.resources("50m", "128Mi"))
                .set("kube-state-metrics.fullnameOverride", namespaces.own() + "-kube-state-metrics")
                .set("kube-state-metrics.collectors", COUNTED)
                .set("kube-state-metrics.resources", ChartValues.resources("20m", "128Mi"))
                .set("prometheus-node-exporter.namespaceOverride", namespaces.nodes())
                // on the host's network every address of a node would answer, and a second exporter would find its port
                // taken
                .set("prometheus-node-exporter.hostNetwork", false)
                .set(
                        "prometheus-node-exporter.prometheus.monitor.relabelings",
                        List.of(Map.of(
                                "sourceLabels", List.of("__meta_kubernetes_pod_node_name"), "targetLabel", "instance")))
                .set("prometheus-node-exporter.resources", ChartValues.resources("20m", "64Mi"));
    }

    private Values prometheus() {
        return replicated("200m", "2Gi")
                .setAll(INTERVAL, "scrapeInterval", "evaluationInterval")
                .set("retention", config.metricsDays() + "d")
                .set("walCompression", true)
                .set("externalLabels.cluster", cluster.name())
                .set("externalLabels.environment", environment.name())
                .set("storageSpec", volume(config.metricsVolume()))
                // Tempo writes what it counts of spans, with examples that lead back to a trace
                .set("enableRemoteWriteReceiver", true)
                .set("enableFeatures", List.of("exemplar-storage"))
                .set("remoteWrite", config.metricsTo().map(store -> List.of(remoteWrite(store))))
                // every monitor counts, not only those that carry this release's label
                .setAll(
                        false,
                        "serviceMonitorSelectorNilUsesHelmValues",
                        "podMonitorSelectorNilUsesHelmValues",
                        "probeSelectorNilUsesHelmValues",
                        "ruleSelectorNilUsesHelmValues",
                        "scrapeConfigSelectorNilUsesHelmValues");
    }

    private static Values remoteWrite(EndpointConfig store) {
        Values write = Values.of("url", store.url());
        store.secret().ifPresent(secret -> List.of(EndpointConfig.USERNAME, EndpointConfig.PASSWORD)
                .forEach(key -> write.set("basicAuth." + key + ".name", secret).set("basicAuth." + key + ".key", key)));
        return write;
    }

    private Values alertmanager() {
        Optional<AlertsConfig> alerts = config.alerts();
        return Values.of("config", AlertDelivery.configuration(alerts, proxied))
                .set(
                        "templateFiles.messages\\.tmpl",
                        MonitoringFile.of("alertmanager/messages.tmpl")
                                .literal()
                                .text())
                .set(
                        "alertmanagerSpec",
                        replicated("20m", "64Mi")
                                .set("storage", volume("1Gi"))
                                .set("secrets", alerts.map(way -> List.of(way.secret()))));
    }

    static int replicas(Monitoring.WatchedEnvironment environment) {
        return environment.production() ? 2 : 1;
    }

    /** Two in production: while one is replaced the other watches. */
    private Values replicated(String cpu, String memory) {
        return Values.of("replicas", replicas(environment))
                .set("podAntiAffinity", "soft")
                .set("resources", ChartValues.resources(cpu, memory));
    }

    private Values grafanaService() {
        if (config.dashboardAccess().isEmpty()) {
            return Values.of("type", "ClusterIP");
        }
        return Values.of("type", "LoadBalancer")
                .set("annotations", cluster.loadBalancerAnnotations())
                .set("loadBalancerSourceRanges", config.dashboardAccess());
    }

    private Values volume(String size) {
        return Values.of("volumeClaimTemplate.spec.accessModes", List.of("ReadWriteOnce"))
                .set("volumeClaimTemplate.spec.resources.requests.storage", size)
                .set("volumeClaimTemplate.spec.storageClassName", cluster.storageClass(StorageTier.STANDARD));
    }
}
