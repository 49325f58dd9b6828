package dev.chatstack.verify.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Short words for what kubectl prints. */
final class Json {
    private Json() {}

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** As kubectl writes it for a person: the namespace before the name. */
    static String path(JsonNode object) {
        return object.at("/metadata/namespace").asText() + "/" + name(object);
    }

    static Stream<JsonNode> list(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static List<String> texts(JsonNode list) {
        return list(list).map(JsonNode::asText).toList();
    }
}
