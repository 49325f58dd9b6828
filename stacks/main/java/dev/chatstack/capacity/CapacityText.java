package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.nodes.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An assessment in words. */
public final class CapacityText {
    private CapacityText() {}

    /** Number, size and use of the nodes in one line. */
    public static String size(Capacity capacity) {
        List<PodDemand> pods = capacity.services();
        if (capacity.smallest().isEmpty()) {
            ComputeResources asked = capacity.requested(List.of(), pods);
            return "%d pods request %s; %s, so whether they fit cannot be said here"
                    .formatted(
                            pods.size(),
                            amount(asked),
                            capacity.unknown().isEmpty() ? "the cluster is not ours" : "their nodes are not known");
        }
        List<Node> smallest = capacity.smallest();
        List<Node> largest = capacity.largest();
        ComputeResources asked = capacity.requested(smallest, pods);
        ComputeResources room = Capacity.allocatable(smallest);
        ComputeResources most = Capacity.allocatable(largest);
        return "%d to %d nodes %s; %d pods request %s of %s CPU and %s of %s GiB, at most %s CPU and %s GiB"
                .formatted(
                        smallest.size(),
                        largest.size(),
                        machines(capacity),
                        asked.pods(),
                        cpu(asked.cpu()),
                        cpu(room.cpu()),
                        gib(asked.memory()),
                        gib(room.memory()),
                        cpu(most.cpu()),
                        gib(most.memory()));
    }

    /** Where the pods fit, and the consequences of a node failure and of a zone outage, in one line. */
    public static String fit(Assessment assessment) {
        return String.join(
                "; ",
                List.of(
                        smallest(assessment) + needed(assessment),
                        "if a node fails: " + loss(assessment.nodeLost(), "until it is replaced"),
                        "if a zone fails: "
                                + assessment
                                        .zoneLost()
                                        .map(loss -> loss(loss, "until the zone is back"))
                                        .orElse("all nodes are in one zone, everything stops")));
    }

    /** The reason why the pods do not fit, with the numbers and the smallest changes that would help. */
    public static String refusal(Assessment assessment) {
        Capacity capacity = assessment.capacity();
        return "%s: does not fit, even on the maximum number of nodes\n  %s\n  no place for: %s\n  fits with %s"
                .formatted(
                        capacity.environment(),
                        size(capacity),
                        names(assessment.atLargest().pending().stream()
                                .map(pod -> pod.workload() + " (" + amount(pod.amount()) + ")")
                                .toList()),
                        remedies(capacity));
    }

    /** CPU and memory of {@code amount}. */
    static String amount(ComputeResources amount) {
        String volumes =
                amount.volumes() == 0 ? "" : ", " + amount.volumes() + (amount.volumes() == 1 ? " disk" : " disks");
        return cpu(amount.cpu()) + " CPU, " + gib(amount.memory()) + " GiB" + volumes;
    }

    /** Thousandths of a processor as processors. */
    static String cpu(long thousandths) {
        return number(thousandths / 1000.0);
    }

    /** Bytes as GiB. */
    static String gib(long bytes) {
        return number((double) bytes / (1L << 30));
    }

    private static String smallest(Assessment assessment) {
        int nodes = assessment.capacity().smallest().size();
        return switch (assessment.atSmallest().verdict()) {
            case ALWAYS -> "fits on " + nodes + " nodes" + atMost(assessment);
            case SOMETIMES ->
                "fits on " + nodes + " nodes only when packed well"
                        + (assessment.capacity().pools().isEmpty() ? "" : ", so the autoscaler may add one")
                        + atMost(assessment);
            case NEVER ->
                "does not fit on " + nodes + " nodes"
                        + (assessment.capacity().pools().isEmpty() ? "" : ", the autoscaler adds some")
                        + atMost(assessment);
        };
    }

    /** The minimum of nodes at which the autoscaler adds none. */
    private static String needed(Assessment assessment) {
        boolean fits = assessment.atSmallest().verdict() == Schedulability.Verdict.ALWAYS;
        Capacity capacity = assessment.capacity();
        return fits || capacity.pools().isEmpty()
                ? ""
                : NodesNeeded.fewest(capacity)
                        .map(count -> " (not with " + NodeRecommendations.setting(capacity, "workersCount") + ": "
                                + count + ")")
                        .orElse("");
    }

    private static String atMost(Assessment assessment) {
        return assessment.atMost().verdict() == Schedulability.Verdict.ALWAYS
                ? ""
                : ", but not always the maximum number of pods of its autoscalers";
    }

    private static String loss(Outage loss, String until) {
        return loss.pending().isEmpty()
                ? "everything fits on the other nodes"
                : names(loss.pending()) + (loss.pending().size() == 1 ? " stays Pending " : " stay Pending ") + until;
    }

    /** The smallest changes of the nodes with which everything fits. */
    public static String remedies(Capacity capacity) {
        List<String> remedies = NodeRecommendations.of(capacity);
        return remedies.isEmpty()
                ? "no number or size of nodes that is known here"
                : String.join(", or with ", remedies);
    }

    private static String machines(Capacity capacity) {
        return capacity.pools().stream()
                .map(pool -> pool.machine().name())
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    /** Names with how often they occur. */
    private static String names(List<String> names) {
        Map<String, Long> counts =
                names.stream().collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> (entry.getValue() == 1 ? "" : entry.getValue() + " of ") + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
