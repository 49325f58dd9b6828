package dev.chatstack.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a piece of JSON says, one fact a line, such as {@code ports/0: 443}; the order of keys is none of them. */
public final class Facts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Facts() {}

    /** The value at every path of {@code node}; an object or list without content is a fact too. */
    public static List<String> of(JsonNode node) {
        return below("", node).toList();
    }

    /** The same for a text that is JSON. */
    public static List<String> of(String json) {
        try {
            return of(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    /** The elements of a list of texts. */
    public static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static Stream<String> below(String path, JsonNode node) {
        if (node.isMissingNode() || !node.isContainerNode() || node.isEmpty()) {
            return node.isMissingNode() ? Stream.of() : Stream.of(line(path, node));
        }
        String prefix = path.isEmpty() ? "" : path + "/";
        return node.isObject()
                ? node.properties().stream().flatMap(each -> below(prefix + each.getKey(), each.getValue()))
                : IntStream.range(0, node.size()).boxed().flatMap(i -> below(prefix + i, node.get(i)));
    }

    private static String line(String path, JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        return path.isEmpty() ? text : path + ": " + text;
    }
}
