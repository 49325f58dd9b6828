package dev.chatstack.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** JSON as a person wants to review it. */
final class Readable {
    private Readable() {}

    /** {@code node} with sorted keys, without CDKTF's notes, and with texts of many lines as lists of lines. */
    static Object of(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> sorted = new TreeMap<>();
            node.properties().stream()
                    .filter(entry -> !entry.getKey().equals("//"))
                    .forEach(entry -> sorted.put(entry.getKey(), of(entry.getValue())));
            return sorted;
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(Readable::of)
                    .toList();
        }
        return node.isTextual() && node.textValue().contains("\n")
                ? node.textValue().lines().toList()
                : node;
    }
}
