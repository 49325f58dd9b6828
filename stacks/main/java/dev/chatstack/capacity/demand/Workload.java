package dev.chatstack.capacity.demand;

import java.util.Collections;
import java.util.List;

/**
 * Equal pods of one controller.
 *
 * @param kind when the pods run
 * @param fewest the number of pods that always run; 1 for a daemon, which runs on every node
 * @param most the number of pods at the autoscaler's maximum
 * @param pod the demands of each pod
 */
public record Workload(Kind kind, int fewest, int most, PodDemand pod) {
    /** When pods run. */
    public enum Kind {
        /** all the time */
        SERVICE,
        /** all the time, on every node whose taints are tolerated */
        DAEMON,
        /** until the pod ends */
        TASK
    }

    /** The demands of {@code count} pods. */
    public List<PodDemand> pods(int count) {
        return Collections.nCopies(count, pod);
    }
}
