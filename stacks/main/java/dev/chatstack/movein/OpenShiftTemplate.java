package dev.chatstack.movein;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.movein.OldChat.Product;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Template of OpenShift for Rocket.Chat: the values of its parameters, those of a file of parameters first. */
record OpenShiftTemplate(JsonNode yaml, Map<String, String> given) {
    static boolean isOne(JsonNode yaml) {
        return yaml.path("kind").asText().equals("Template");
    }

    OldChat read() {
        Map<String, String> parameters = new LinkedHashMap<>();
        yaml.path("parameters")
                .forEach(one -> parameters.put(
                        one.path("name").asText(), one.path("value").asText()));
        parameters.putAll(given);
        return of(parameters);
    }

    /** What a file of parameters says, with the Template or without. */
    static OldChat of(Map<String, String> parameters) {
        OldChat chat = new OldChat(Product.ROCKETCHAT);
        chat.carry("chat.exposure.by", "route");
        parameters.forEach((name, value) -> {
            if (value.isBlank()) {
                return;
            }
            switch (name) {
                case "APPLICATION_DOMAIN", "ROCKETCHAT_HOST", "HOSTNAME_HTTP", "ROUTE_HOST" ->
                    RocketChatVariables.root("https://" + value, chat);
                case "ROCKETCHAT_IMAGE_TAG", "ROCKETCHAT_VERSION", "IMAGE_TAG", "VERSION" ->
                    chat.carry("chat.version", value);
                case "REPLICAS", "ROCKETCHAT_REPLICAS" -> chat.carry("chat.replicas", value);
                case "MONGODB_REPLICAS" -> chat.carry("mongodb.members", value);
                case "MONGODB_VOLUME_CAPACITY", "VOLUME_CAPACITY", "MONGODB_VOLUME_SIZE" ->
                    chat.carry("mongodb.volume", value);
                case "NAMESPACE", "PROJECT" -> chat.carry("chat.namespace", value);
                case "ADMIN_EMAIL", "ROCKETCHAT_ADMIN_EMAIL" -> chat.carry("chat.adminEmail", value);
                case "ROOT_URL" -> RocketChatVariables.root(value, chat);
                default ->
                    chat.leave(
                            "parameter " + name,
                            name.startsWith("MONGO")
                                    ? "chatstack makes the database and its accounts; docs/move-in.md brings the data"
                                    : "no setting is for it; look at config/README.md");
            }
        });
        return chat;
    }
}
