package dev.chatstack.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The objects of a stack by their Terraform address, such as {@code aws_kms_key.key} or {@code output.kubeconfig}. */
final class Addresses {
    /** Sections whose objects have a type and a name. */
    private static final List<String> TYPED = List.of("data", "ephemeral", "resource");

    private static final List<String> NAMED = List.of("output");

    private Addresses() {}

    /** A copy of {@code node} with sorted keys and without what CDKTF notes for itself. */
    static ObjectNode withoutNotes(JsonNode node) {
        return (ObjectNode) sorted(node);
    }

    /** {@code stack} with one entry for each object, sorted by address; sections without addresses stay as they are. */
    static ObjectNode flat(ObjectNode stack) {
        Map<String, JsonNode> flat = new TreeMap<>();
        stack.properties().forEach(section -> {
            String name = section.getKey();
            if (TYPED.contains(name)) {
                section.getValue().properties().forEach(type -> type.getValue()
                        .properties()
                        .forEach(each -> flat.put(address(name, type.getKey(), each.getKey()), each.getValue())));
            } else if (NAMED.contains(name)) {
                section.getValue().properties().forEach(each -> flat.put(name + "." + each.getKey(), each.getValue()));
            } else {
                flat.put(name, section.getValue());
            }
        });
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        flat.forEach(result::set);
        return result;
    }

    /** The stack of which {@code flat} was made. */
    static ObjectNode nested(JsonNode flat) {
        ObjectNode stack = JsonNodeFactory.instance.objectNode();
        flat.properties().forEach(each -> {
            List<String> parts = parts(each.getKey());
            ObjectNode parent = stack;
            for (String part : parts.subList(0, parts.size() - 1)) {
                parent = parent.withObjectProperty(part);
            }
            parent.set(parts.get(parts.size() - 1), each.getValue());
        });
        return stack;
    }

    private static String address(String section, String type, String name) {
        String address = type + "." + name;
        return section.equals("resource") ? address : section + "." + address;
    }

    private static List<String> parts(String address) {
        List<String> parts = Arrays.asList(address.split("\\."));
        boolean resource = parts.size() == 2 && !NAMED.contains(parts.get(0));
        return resource ? Stream.concat(Stream.of("resource"), parts.stream()).toList() : parts;
    }

    /** {@code node} with the keys of every object in order. */
    static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> array.add(sorted(each)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().stream()
                .filter(each -> !each.getKey().equals("//"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> object.set(each.getKey(), sorted(each.getValue())));
        return object;
    }
}
