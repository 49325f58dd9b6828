package dev.chatstack.workload;

import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.platform.monitoring.Monitoring;

/**
 * Who watches a workload.
 *
 * @param namespace in which the monitoring runs
 */
public record Watched(String namespace) {
    /** The Prometheus that asks the workload for its metrics. */
    public Peer prometheus() {
        return Monitoring.prometheus(namespace);
    }
}
