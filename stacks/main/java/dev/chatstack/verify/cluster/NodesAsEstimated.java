package dev.chatstack.verify.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.demand.Quantity;
import dev.chatstack.capacity.nodes.Node;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The nodes are ready, as many as the file asks for, and each has the room for pods that {@code estimate} counts on. */
public record NodesAsEstimated(LiveCluster cluster, String environment, Capacity capacity) implements Check {
    /** A node's image may reserve a little more than that of the table. */
    private static final double TOLERANCE = 0.97;

    private static final double GIB = 1L << 30;

    @Override
    public String group() {
        return "nodes";
    }

    @Override
    public String name() {
        return "nodes are ready, and as large as estimated";
    }

    @Override
    public Finding examine() {
        List<JsonNode> nodes = cluster.all("nodes", "-A").toList();
        List<String> wrong = new ArrayList<>();
        for (JsonNode node : nodes) {
            String name = node.at("/metadata/name").asText();
            for (JsonNode condition : node.at("/status/conditions")) {
                String type = condition.path("type").asText();
                boolean holds = condition.path("status").asText().equals("True");
                if (type.equals("Ready") ? !holds : holds && type.endsWith("Pressure")) {
                    wrong.add(name + (type.equals("Ready") ? " is not ready" : " has " + type));
                }
            }
        }
        if (!wrong.isEmpty()) {
            return Finding.failed(
                    String.join(", ", wrong),
                    "kubectl describe node " + wrong.get(0).replaceFirst(" .*", ""));
        }
        return compared(nodes);
    }

    private Finding compared(List<JsonNode> nodes) {
        List<Node> estimated = capacity.smallest();
        if (estimated.isEmpty()) {
            return Finding.passed(nodes.size() + " nodes, which another team runs");
        }
        if (nodes.size() < estimated.size()) {
            return Finding.failed(
                    nodes.size() + " nodes, at least " + estimated.size() + " are wanted",
                    "./chatstack runbook -e " + environment + " NodesAtMaximum");
        }
        long cpu = estimated.stream().mapToLong(node -> node.room().cpu()).min().orElse(0);
        long memory =
                estimated.stream().mapToLong(node -> node.room().memory()).min().orElse(0);
        long realCpu = least(nodes, "cpu");
        long realMemory = least(nodes, "memory");
        String found = String.format(
                Locale.ROOT,
                "%d nodes; the smallest has %.2f CPU and %.1f GiB for pods, estimated are %.2f and %.1f",
                nodes.size(),
                realCpu / 1000.0,
                realMemory / GIB,
                cpu / 1000.0,
                memory / GIB);
        return realCpu >= cpu * TOLERANCE && realMemory >= memory * TOLERANCE
                ? Finding.passed(found)
                : Finding.failed(
                        found,
                        "pods may not fit after a node fails; compare with ./chatstack estimate -e " + environment
                                + " and report the node's numbers");
    }

    private static long least(List<JsonNode> nodes, String resource) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.at("/status/allocatable").path(resource).asText("0"))
                .mapToLong(text -> resource.equals("cpu") ? Quantity.milliCpu(text) : Quantity.bytes(text))
                .min()
                .orElse(0);
    }
}
