package dev.chatstack.blueprint;

import com.fasterxml.jackson.databind.JsonNode;

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

    /** The name of the Kubernetes object, or of the thing in the cloud; empty when it has none. */
    public String name() {
        String name = at("/metadata/name").asText("");
        return name.isEmpty() ? at("/name").asText("") : name;
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
