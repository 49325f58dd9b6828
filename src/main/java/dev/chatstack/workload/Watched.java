package dev.chatstack.workload;

import dev.chatstack.kubernetes.Peer;
import dev.chatstack.platform.Monitoring;

/**
 * Who watches a workload.
 *
 * @param namespace in which the monitoring runs
 */
public record Watched(String namespace) {
    /** Who asks it for its metrics. */
    Peer prometheus() {
        return Monitoring.prometheus(namespace);
    }
}
