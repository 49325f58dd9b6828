package dev.chatstack.platform.monitoring;

import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.pod.Pod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which pods Prometheus asks for metrics, and how: an object for its operator.
 *
 * @param labels those of the pods
 * @param namespaces where they are; empty for the object's own
 * @param endpoint what is asked of each of them
 */
public record PodMonitor(String name, Map<String, String> labels, Map<String, ?> namespaces, Map<String, ?> endpoint) {
    public PodMonitor {
        labels = Map.copyOf(labels);
        namespaces = Map.copyOf(namespaces);
        endpoint = Map.copyOf(endpoint);
    }

    /** Asks the pods of {@code workload}, in its own namespace, at the port that they call {@code port}. */
    public static PodMonitor of(String workload, String port) {
        return new PodMonitor(workload, Map.of(Pod.NAME_LABEL, workload), Map.of(), Map.of("port", port));
    }

    /** This monitor under another name: two objects of a namespace cannot share one. */
    public PodMonitor named(String other) {
        return new PodMonitor(other, labels, namespaces, endpoint);
    }

    /** Calls what it finds {@code job}, by which rules and dashboards know it. */
    public PodMonitor job(String job) {
        return with("relabelings", List.of(Map.of("targetLabel", "job", "replacement", job)));
    }

    /** Asks at {@code path} and not at {@code /metrics}. */
    public PodMonitor path(String path) {
        return with("path", path);
    }

    /** Keeps {@code metric} and no other. */
    public PodMonitor keep(String metric) {
        return with(
                "metricRelabelings",
                List.of(Map.of("sourceLabels", List.of("__name__"), "action", "keep", "regex", metric)));
    }

    /** The object, for {@link CustomResources}. */
    public Values manifest() {
        Values object = Values.object("monitoring.coreos.com/v1", "PodMonitor", name)
                .set("spec.selector.matchLabels", labels)
                .set("spec.podMetricsEndpoints", List.of(endpoint));
        return namespaces.isEmpty() ? object : object.set("spec.namespaceSelector", namespaces);
    }

    private PodMonitor with(String key, Object value) {
        Map<String, Object> more = new TreeMap<>(endpoint);
        more.put(key, value);
        return new PodMonitor(name, labels, namespaces, more);
    }
}
