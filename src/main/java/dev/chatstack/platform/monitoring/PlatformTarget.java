package dev.chatstack.platform.monitoring;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.platform.ClusterAutoscaler;
import java.util.List;
import java.util.Map;

/** A part of the platform that has metrics of its own, and how Prometheus finds it. */
public enum PlatformTarget {
    /** Istio's control plane. */
    MESH_CONTROL_PLANE(new PodMonitor(
            "istiod",
            Map.of("app", "istiod"),
            Map.of("matchNames", List.of(Namespace.SYSTEM)),
            Map.of("port", "http-monitoring", "path", "/metrics"))),

    /**
     * Sidecars and gateways, which count every request between two pods. Of their thousand metrics only the one that rules and
     * dashboards use is kept: they grow with the square of the workloads.
     */
    MESH_PROXIES(new PodMonitor(
                    "mesh-proxies",
                    Map.of(),
                    Map.of("any", true),
                    Map.of("port", "http-envoy-prom", "path", "/stats/prometheus"))
            .keep("istio_requests_total")),

    /** Our own cluster-autoscaler; other clouds' makes no metrics that can be had. Its port has no name. */
    CLUSTER_AUTOSCALER(new PodMonitor(
            "cluster-autoscaler",
            Map.of(Pod.NAME_LABEL, ClusterAutoscaler.WORKLOAD),
            Map.of("any", true),
            Map.of("portNumber", ClusterAutoscaler.METRICS_PORT, "path", "/metrics")));

    private final PodMonitor monitor;

    PlatformTarget(PodMonitor monitor) {
        this.monitor = monitor;
    }

    /** How it is asked. */
    PodMonitor monitor() {
        return monitor;
    }
}
