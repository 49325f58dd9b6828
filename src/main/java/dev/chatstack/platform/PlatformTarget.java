package dev.chatstack.platform;

import static dev.chatstack.kubernetes.CustomResources.manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A part of the platform that has metrics of its own, and how Prometheus finds it. */
public enum PlatformTarget {
    /** Istio's control plane. */
    MESH_CONTROL_PLANE("istiod", Map.of("app", "istiod"), "http-monitoring", "/metrics", List.of("istio-system"), ""),

    /**
     * Sidecars and gateways, which count every request between two pods. Of their thousand metrics only the one that rules and
     * dashboards use is kept: they grow with the square of the workloads.
     */
    MESH_PROXIES("mesh-proxies", Map.of(), "http-envoy-prom", "/stats/prometheus", List.of(), "istio_requests_total"),

    /** Our own cluster-autoscaler; other clouds' makes no metrics that can be had. */
    CLUSTER_AUTOSCALER(
            "cluster-autoscaler",
            Map.of("app.kubernetes.io/name", ClusterAutoscaler.WORKLOAD),
            "8085",
            "/metrics",
            List.of(),
            "");

    private final String name;
    private final Map<String, String> labels;
    private final String port;
    private final String path;
    private final List<String> namespaces;
    private final String kept;

    PlatformTarget(
            String name, Map<String, String> labels, String port, String path, List<String> namespaces, String kept) {
        this.name = name;
        this.labels = labels;
        this.port = port;
        this.path = path;
        this.namespaces = namespaces;
        this.kept = kept;
    }

    /** The object that tells the operator of Prometheus. */
    Map<String, ?> monitor() {
        Map<String, Object> endpoint = new HashMap<>();
        if (Character.isDigit(port.charAt(0))) {
            endpoint.put("portNumber", Integer.valueOf(port));
        } else {
            endpoint.put("port", port);
        }
        endpoint.put("path", path);
        if (!kept.isEmpty()) {
            endpoint.put(
                    "metricRelabelings",
                    List.of(Map.of("sourceLabels", List.of("__name__"), "action", "keep", "regex", kept)));
        }
        return manifest(
                "monitoring.coreos.com/v1",
                "PodMonitor",
                name,
                Map.of(
                        "spec",
                        Map.of(
                                "selector", Map.of("matchLabels", labels),
                                "namespaceSelector",
                                        namespaces.isEmpty() ? Map.of("any", true) : Map.of("matchNames", namespaces),
                                "podMetricsEndpoints", List.of(endpoint))));
    }
}
