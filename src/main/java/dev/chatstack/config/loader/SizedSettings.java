package dev.chatstack.config.loader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatstack.config.Chosen;
import dev.chatstack.config.Sizing;
import dev.chatstack.config.values.NodeCount;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fills in what {@code chat.concurrentUsers} asks for and the file does not say itself. */
final class SizedSettings {
    private static final String FEWEST = "workersCount";
    private static final String MOST = "maxWorkersCount";

    private final Optional<NodeCount> nodes;
    private final Map<String, String> chosen = new TreeMap<>();
    private boolean nodesAreOpen;

    /** With as many {@code nodes}, once that is known. */
    SizedSettings(Optional<NodeCount> nodes) {
        this.nodes = nodes;
    }

    /** Changes {@code tree}, the file as it was read; what stands there wins, and what is no setting is left for others to refuse. */
    Chosen fill(JsonNode tree) {
        JsonNode users = tree.path("chat").path("concurrentUsers");
        if (!(tree.path("chat") instanceof ObjectNode chat)
                || !users.canConvertToInt()
                || users.asInt() < 1
                || !chat.path("product").asText().equals("rocketchat")) {
            return Chosen.NOTHING;
        }
        Sizing sizing = new Sizing(users.asInt());
        // a second pod without a licence does not see the messages of the first
        if (chat.hasNonNull("licenceSecret")) {
            boolean microservices = chat.path("architecture").asText().equals("microservices");
            choose(chat, "chat", "replicas", number(microservices ? sizing.servers() : sizing.monoliths()));
        }
        if (block(tree, "mongodb") instanceof ObjectNode mongodb && !mongodb.hasNonNull("external")) {
            choose(mongodb, "mongodb", "memory", gib(sizing.mongoGib()));
            choose(mongodb, "mongodb", "volume", gib(sizing.mongoVolumeGib()));
        }
        chooseNodes(tree.path("cloud"));
        return new Chosen(chosen, nodesAreOpen);
    }

    private void chooseNodes(JsonNode cloud) {
        String key = keyOfNodes(cloud);
        if (key.isEmpty()
                || !(block(cloud, key) instanceof ObjectNode block)
                || block.hasNonNull(FEWEST) && block.hasNonNull(MOST)) {
            return;
        }
        nodesAreOpen = nodes.isEmpty();
        NodeCount count = nodes.orElse(new NodeCount(NodeCount.LIMIT, NodeCount.LIMIT));
        int most = block.path(MOST).asInt(NodeCount.LIMIT);
        int fewest = block.path(FEWEST).asInt(Math.min(Math.max(count.fewest(), Sizing.SAFE), most));
        if (nodesAreOpen) {
            fill(block, FEWEST, number(fewest));
            fill(block, MOST, number(most));
        } else {
            choose(block, "cloud." + key, FEWEST, number(fewest));
            // a lost node is replaced while it still counts
            choose(block, "cloud." + key, MOST, number(Math.min(Math.max(count.most(), fewest + 1), NodeCount.LIMIT)));
        }
    }

    /** Where a file says how many nodes our pods have; empty where the nodes are not ours. */
    private static String keyOfNodes(JsonNode cloud) {
        return switch (cloud.path("provider").asText()) {
            case "aws", "google" -> "nodes";
            case "azure" ->
                cloud.hasNonNull("userNodes")
                                && !cloud.path("userNodes").path("spot").asBoolean()
                        ? "userNodes"
                        : "nodes";
            default -> "";
        };
    }

    /** The block {@code key} of {@code parent}, made if the file has none. */
    private static JsonNode block(JsonNode parent, String key) {
        return parent.hasNonNull(key) || !(parent instanceof ObjectNode object)
                ? parent.path(key)
                : object.putObject(key);
    }

    private void choose(ObjectNode block, String path, String key, JsonNode value) {
        if (fill(block, key, value)) {
            chosen.put(path + "." + key, value.asText());
        }
    }

    private static boolean fill(ObjectNode block, String key, JsonNode value) {
        if (block.hasNonNull(key)) {
            return false;
        }
        block.set(key, value);
        return true;
    }

    private static JsonNode number(int value) {
        return IntNode.valueOf(value);
    }

    private static JsonNode gib(int value) {
        return TextNode.valueOf(value + "Gi");
    }
}
