package dev.chatstack.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What a command answered.
 *
 * @param exitCode 0 when the command succeeded
 * @param text what it printed
 * @param error what it printed as errors
 */
public record Answer(int exitCode, String text, String error) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** The text as JSON; missing when it is none. */
    public JsonNode json() {
        try {
            JsonNode node = JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The last line of what was printed as errors, else of the text. */
    public String reason() {
        String printed = error.isBlank() ? text : error;
        return printed.lines()
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .reduce((first, last) -> last)
                .orElse("no reason given (exit code " + exitCode + ")");
    }
}
