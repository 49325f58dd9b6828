package dev.chatstack.deploy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An error that Terraform reported.
 *
 * @param summary the error in a line
 * @param detail what Terraform adds; may be empty
 * @param address the resource that has it; empty when none is named
 */
record Diagnostic(String summary, String detail, String address) {
    static Diagnostic of(JsonNode diagnostic) {
        return new Diagnostic(
                diagnostic.path("summary").asText(),
                diagnostic.path("detail").asText(),
                diagnostic.path("address").asText());
    }

    boolean says(String words) {
        return (summary + "\n" + detail).contains(words);
    }
}
