package dev.chatstack.capacity.demand;

import java.util.Collections;
import java.util.List;

/**
 * Pods of one kind.
 *
 * @param kind how they come and go
 * @param fewest how many there always are; of a daemon one on every node
 * @param most how many an autoscaler makes of them
 * @param pod what each asks for
 */
public record Workload(Kind kind, int fewest, int most, PodDemand pod) {
    /** How pods come and go. */
    public enum Kind {
        /** runs all the time */
        SERVICE,
        /** runs on every node that it tolerates */
        DAEMON,
        /** runs, and is over */
        TASK
    }

    /** The same pod, {@code count} times. */
    public List<PodDemand> pods(int count) {
        return Collections.nCopies(count, pod);
    }
}
