package dev.chatstack.workload;

import dev.chatstack.kubernetes.Peer;

/**
 * Who watches a workload.
 *
 * @param namespace in which the monitoring runs
 */
public record Watched(String namespace) {
    /** Prometheus' pods, which ask every target. */
    Peer prometheus() {
        return new Peer.Pods(namespace, "prometheus");
    }
}
