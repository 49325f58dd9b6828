package dev.chatstack.capacity;

import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.PodDemand;
import dev.chatstack.capacity.demand.Workload;
import dev.chatstack.capacity.nodes.ExistingNodes;
import dev.chatstack.capacity.nodes.Node;
import dev.chatstack.capacity.nodes.NodePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Nodes and pods of an environment as a table. */
public final class CapacityTable {
    private CapacityTable() {}

    /** The lines of {@code capacity}. */
    public static List<String> of(Capacity capacity) {
        List<String> lines = new ArrayList<>();
        capacity.pools().forEach(pool -> lines.add(pool(pool)));
        capacity.nodes().existing().forEach(node -> lines.add(node(node)));
        capacity.unknown().stream().sorted().forEach(what -> lines.add("not known here, and not counted: " + what));
        lines.addAll(pods(capacity.workloads()));
        if (!capacity.smallest().isEmpty()) {
            lines.add(use("on the nodes that are always there", capacity, capacity.smallest(), capacity.services()));
            lines.add(use("on all that there may be, at most", capacity, capacity.largest(), capacity.mostServices()));
            if (capacity.isKnown() && capacity.nodes().existing().isEmpty()) {
                lines.add("nodes that it needs, in whatever order pods come: "
                        + NodesNeeded.fewest(capacity).map(String::valueOf).orElse("no number of this size will do"));
            }
        }
        return lines;
    }

    private static String pool(NodePool pool) {
        ComputeResources room = pool.allocatable();
        return "nodes %s: %d to %d %s%s in %s, each with %s CPU, %s GiB, %d pods and %d disks to give"
                .formatted(
                        pool.name(),
                        pool.count().fewest(),
                        pool.count().most(),
                        pool.machine().name(),
                        pool.spot() ? ", spot," : "",
                        String.join(", ", pool.zones()),
                        CapacityText.cpu(room.cpu()),
                        CapacityText.gib(room.memory()),
                        room.pods(),
                        room.volumes());
    }

    private static String node(Node node) {
        ComputeResources room = node.room();
        return "node %s in zone %s has %s CPU, %s GiB and %d pods left"
                .formatted(
                        node.name(),
                        node.zone(),
                        CapacityText.cpu(room.cpu()),
                        CapacityText.gib(room.memory()),
                        room.pods());
    }

    private static List<String> pods(List<Workload> workloads) {
        int width = workloads.stream()
                .mapToInt(workload -> workload.pod().workload().length())
                .max()
                .orElse(0);
        String row = "%-" + (width + 2) + "s %14s %7s %7s %6s";
        List<String> lines = new ArrayList<>();
        lines.add(row.formatted("pods", "how many", "CPU", "GiB", "disks"));
        for (Workload workload : workloads) {
            ComputeResources amount = workload.pod().amount();
            lines.add(row.formatted(
                            "  " + workload.pod().workload(),
                            count(workload),
                            String.format(Locale.ROOT, "%.2f", amount.cpu() / 1000.0),
                            String.format(Locale.ROOT, "%.2f", (double) amount.memory() / (1L << 30)),
                            amount.volumes() == 0 ? "" : amount.volumes())
                    .stripTrailing());
        }
        return lines;
    }

    private static String count(Workload workload) {
        return switch (workload.kind()) {
            case DAEMON -> "on every node";
            case TASK -> "at times";
            case SERVICE ->
                workload.fewest() == workload.most()
                        ? String.valueOf(workload.fewest())
                        : workload.fewest() + " to " + workload.most();
        };
    }

    private static String use(String where, Capacity capacity, List<Node> nodes, List<PodDemand> services) {
        ComputeResources asked = capacity.requested(nodes, services);
        ComputeResources room = Capacity.allocatable(nodes);
        boolean isCounted = nodes.stream().allMatch(node -> node.room().volumes() < ExistingNodes.UNCOUNTED);
        return "%s: %s of %s CPU, %s of %s GiB, %d of %d pods, %d%s disks"
                .formatted(
                        where,
                        CapacityText.cpu(asked.cpu()),
                        CapacityText.cpu(room.cpu()),
                        CapacityText.gib(asked.memory()),
                        CapacityText.gib(room.memory()),
                        asked.pods(),
                        room.pods(),
                        asked.volumes(),
                        isCounted ? " of " + room.volumes() : "");
    }
}
