package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.PodDemand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether the pods of an environment fit on the nodes, in normal operation and after failures.
 *
 * @param capacity the pods and nodes
 * @param atSmallest the pods that always run, on the nodes that are always there
 * @param atLargest the pods that always run, with one task at a time, at the maximum of nodes
 * @param atMost the pods at the autoscalers' maximum, at the maximum of nodes
 * @param nodeLost the pods that stay Pending when a node fails, until the node is replaced
 * @param zoneLost the pods that stay Pending during the outage of a zone; empty for a cluster in one zone
 */
public record Assessment(
        Capacity capacity,
        Schedulability atSmallest,
        Schedulability atLargest,
        Schedulability atMost,
        Outage nodeLost,
        Optional<Outage> zoneLost) {
    /** Assesses {@code capacity}, whose pods and nodes must be known. */
    public static Assessment of(Capacity capacity) {
        return new Assessment(
                capacity,
                Schedulability.of(capacity.smallest(), capacity.daemons(), capacity.services()),
                atLargest(capacity),
                Schedulability.of(capacity.largest(), capacity.daemons(), capacity.mostServices()),
                Outage.ofOneNode(capacity),
                capacity.zones().size() > 1 ? Optional.of(Outage.ofOneZone(capacity)) : Optional.empty());
    }

    /** The pods that always run together with each task: a backup for which there is never a place is no backup. */
    static Schedulability atLargest(Capacity capacity) {
        List<PodDemand> tasks = largest(capacity.tasks());
        if (tasks.isEmpty()) {
            return Schedulability.of(capacity.largest(), capacity.daemons(), capacity.services());
        }
        return tasks.stream()
                .map(task -> withTask(capacity, task))
                .max(Comparator.comparing(Schedulability::verdict))
                .orElseThrow();
    }

    /** The task with the worst verdict at the maximum of nodes; empty without tasks. */
    public Optional<PodDemand> worstTask() {
        return largest(capacity.tasks()).stream()
                .max(Comparator.comparing(task -> withTask(capacity, task).verdict()));
    }

    private static Schedulability withTask(Capacity capacity, PodDemand task) {
        List<PodDemand> pods = new ArrayList<>(capacity.services());
        pods.add(task);
        return Schedulability.of(capacity.largest(), capacity.daemons(), pods);
    }

    /** The tasks that no other task covers: what fits with a task fits with a smaller one. */
    private static List<PodDemand> largest(List<PodDemand> tasks) {
        List<PodDemand> largest = new ArrayList<>();
        for (PodDemand task : tasks) {
            boolean covered = largest.stream().anyMatch(other -> task.amount().fitsInto(other.amount()));
            if (!covered) {
                largest.removeIf(other -> other.amount().fitsInto(task.amount()));
                largest.add(task);
            }
        }
        return largest;
    }
}
