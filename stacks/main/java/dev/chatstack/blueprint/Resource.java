package dev.chatstack.blueprint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A resource as it was synthesized.
 *
 * @param stack the stack that makes it
 * @param type for example {@code kubernetes_deployment_v1}
 * @param id its key in the stack's JSON
 * @param body its arguments
 */
public record Resource(String stack, String type, String id, JsonNode body) {
    /** As Terraform names it within its stack. */
    public String address() {
        return type + "." + id;
    }

    private static final List<String> NAMES =
            List.of("/metadata/name", "/name", "/name_prefix", "/node_group_name_prefix", "/bucket");

    /** The name of the Kubernetes object, or of the thing in the cloud, or what its name begins with; empty when it has none. */
    public String name() {
        return NAMES.stream()
                .map(pointer -> at(pointer).asText("").replaceFirst("-$", ""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The namespace of a Kubernetes object or of a Helm release; empty when it has none. */
    public String namespace() {
        String namespace = at("/metadata/namespace").asText("");
        return namespace.isEmpty() ? at("/namespace").asText("") : namespace;
    }

    /** What stands at a JSON pointer; missing rather than null when there is nothing. */
    public JsonNode at(String pointer) {
        return body.at(pointer);
    }
}
