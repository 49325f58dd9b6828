package dev.chatstack.config;

import dev.chatstack.config.values.PlainText;

/**
 * One thing that is wrong, or unwise, in an environment file.
 *
 * @param path the setting as a person typed it, for example {@code cloud.nodes.workersCount}; empty for the whole file
 * @param message what must be true, the value that is not, and the remedy when it is not obvious
 */
public record Problem(String path, String message) {
    /** That the value at {@code path} is {@code value}, and what it {@code mustBe}. */
    public static Problem of(String path, String mustBe, Object value) {
        return new Problem(path, mustBe + ", got `" + PlainText.shown(value.toString()) + "`");
    }

    @Override
    public String toString() {
        return path.isEmpty() ? message : PlainText.shown(path) + ": " + message;
    }
}
