package dev.chatstack.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Writes JSON as YAML that people review: one fact a line, short lines, texts as what they hold. */
final class GoldenWriter {
    /** Of a line without its key. */
    private static final int WIDTH = 180;

    private GoldenWriter() {}

    /** {@code root}, an object, in the order of its keys. */
    static String write(JsonNode root) {
        StringBuilder text = new StringBuilder();
        value(root, WIDTH, true).body().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Of {@code node}, what stands behind its key and the lines below. {@code shown} says whether stand-ins are looked for. */
    private static Lines value(JsonNode node, int width, boolean shown) {
        if (shown) {
            for (StandIn standIn : StandIn.values()) {
                JsonNode other = standIn.of(node);
                if (!other.isMissingNode()) {
                    return value(other, width, other.isContainerNode()).tagged("!" + standIn.tag());
                }
            }
        }
        if (node.isTextual()) {
            return Scalars.of(node.textValue(), width);
        }
        if (node.isEmpty() || !node.isContainerNode()) {
            return new Lines(node.toString(), List.of());
        }
        return new Lines("", node.isObject() ? object(node, width) : array(node, width));
    }

    private static List<String> object(JsonNode object, int width) {
        List<String> lines = new ArrayList<>();
        object.properties().forEach(each -> {
            String key = Scalars.key(each.getKey()) + ":";
            Lines value = value(each.getValue(), width - 2, true);
            lines.add(value.head().isEmpty() ? key : key + " " + value.head());
            lines.addAll(value.indented());
        });
        return lines;
    }

    private static List<String> array(JsonNode array, int width) {
        List<String> lines = new ArrayList<>();
        array.forEach(each -> {
            Lines value = value(each, width - 2, true);
            List<String> below = value.indented();
            if (value.head().isEmpty()) {
                lines.add("- " + below.get(0).substring(2));
                lines.addAll(below.subList(1, below.size()));
            } else {
                lines.add("- " + value.head());
                lines.addAll(below);
            }
        });
        return lines;
    }

    /** What stands behind a key, and the lines below it, not yet indented. */
    record Lines(String head, List<String> body) {
        Lines tagged(String tag) {
            return new Lines(head.isEmpty() ? tag : tag + " " + head, body);
        }

        List<String> indented() {
            return body.stream().map(line -> line.isEmpty() ? "" : "  " + line).toList();
        }
    }
}
