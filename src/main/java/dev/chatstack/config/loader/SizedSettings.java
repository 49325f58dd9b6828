package dev.chatstack.config.loader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatstack.config.Sizing;

/** Fills in what {@code chat.concurrentUsers} asks for and the file does not say itself. */
final class SizedSettings {
    private SizedSettings() {}

    /** Changes {@code tree}, the file as it was read; what stands there wins, and what is no setting is left for others to refuse. */
    static void fill(JsonNode tree) {
        JsonNode users = tree.path("chat").path("concurrentUsers");
        if (!(tree.path("chat") instanceof ObjectNode chat)
                || !users.canConvertToInt()
                || users.asInt() < 1
                || !chat.path("product").asText().equals("rocketchat")) {
            return;
        }
        Sizing sizing = new Sizing(users.asInt());
        // a second pod without a licence does not see the messages of the first
        if (!chat.has("replicas") && chat.has("licenceSecret")) {
            boolean microservices = chat.path("architecture").asText().equals("microservices");
            chat.put("replicas", microservices ? sizing.servers() : sizing.monoliths());
        }
        if (!tree.has("mongodb")) {
            ((ObjectNode) tree).putObject("mongodb");
        }
        if (tree.path("mongodb") instanceof ObjectNode mongodb && !mongodb.has("external")) {
            fill(mongodb, "memory", sizing.mongoGib());
            fill(mongodb, "volume", sizing.mongoVolumeGib());
        }
    }

    private static void fill(ObjectNode block, String key, int gib) {
        if (!block.has(key)) {
            block.put(key, gib + "Gi");
        }
    }
}
