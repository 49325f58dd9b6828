package dev.chatstack.workload;

import dev.chatstack.config.monitoring.ExistingPrometheusConfig;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.platform.monitoring.Monitoring;
import java.util.Map;
import java.util.Optional;

/**
 * Who watches a workload.
 *
 * @param namespace in which the prober and the agents run
 * @param takesTraces whether the agents take traces
 * @param existing the Prometheus of others that asks for metrics; empty when it is ours
 */
public record Watched(String namespace, boolean takesTraces, Optional<ExistingPrometheusConfig> existing) {
    /** The Prometheus that asks the workload for its metrics. */
    public Peer prometheus() {
        return existing.<Peer>map(theirs -> new Peer.WithoutSidecar(theirs.namespace(), "prometheus"))
                .orElseGet(() -> Monitoring.prometheus(namespace));
    }

    /** What each rule and monitor carries for that Prometheus to select it. */
    public Map<String, String> labels() {
        return existing.map(ExistingPrometheusConfig::labels).orElse(Map.of());
    }
}
