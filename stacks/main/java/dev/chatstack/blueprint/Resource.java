package dev.chatstack.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A resource as it was synthesized.
 *
 * @param stack the stack that makes the resource
 * @param type for example {@code kubernetes_deployment_v1}
 * @param id the key of the resource in the stack's JSON
 * @param body the arguments of the resource
 */
public record Resource(String stack, String type, String id, JsonNode body) {
    private static final List<String> NAMES =
            List.of("/metadata/name", "/name", "/name_prefix", "/node_group_name_prefix", "/bucket");

    /** The address of the resource within its stack, as Terraform writes addresses. */
    public String address() {
        return type + "." + id;
    }

    /** The name of the Kubernetes object or cloud resource, or the prefix of that name; empty when the resource has none. */
    public String name() {
        return firstOf(NAMES).replaceFirst("-$", "");
    }

    /** The namespace of a Kubernetes object or of a Helm release; empty when the resource has none. */
    public String namespace() {
        return firstOf(List.of("/metadata/namespace", "/namespace"));
    }

    /** The node at a JSON pointer; missing rather than null when there is none. */
    public JsonNode at(String pointer) {
        return body.at(pointer);
    }

    /** The text at a JSON pointer; empty when there is none. */
    public String text(String pointer) {
        return at(pointer).asText("");
    }

    /** The whole number at a JSON pointer; {@code otherwise} when there is none. */
    public int number(String pointer, int otherwise) {
        return at(pointer).asInt(otherwise);
    }

    /** The texts of the list at a JSON pointer; none when there is no list. */
    public List<String> texts(String pointer) {
        return list(pointer).map(JsonNode::asText).toList();
    }

    /** The elements of the list at a JSON pointer; none when there is no list. */
    public Stream<JsonNode> list(String pointer) {
        return StreamSupport.stream(at(pointer).spliterator(), false);
    }

    private String firstOf(List<String> pointers) {
        return pointers.stream()
                .map(this::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
