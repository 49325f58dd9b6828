package dev.chatstack.config.values;

import java.util.Optional;

/**
 * Text of a person in which any character may stand, such as the HTML of a login page. It reaches another language only through a
 * method that escapes for that language; as it is no {@code String}, to forget so does not compile.
 */
public record FreeText(String unescaped) {
    /** Text of ours, in the same map as that of a person. */
    public static FreeText of(String text) {
        return new FreeText(text);
    }

    /** What it must be and is not. */
    public Optional<String> objection() {
        return PlainText.objectionToLines(unescaped);
    }

    /** For a Terraform string: its two template openings escaped. */
    public String literal() {
        return unescaped.replace("${", "$${").replace("%{", "%%{");
    }

    /** For the value of an environment variable in a chart: Helm, Terraform, and at last Kubernetes each read it once more. */
    public String chartVariable() {
        return new FreeText(unescaped.replace("$(", "$$(").replace("{{", "{{`{{`}}")).literal();
    }

    /** Never the text itself, which would go past the escapes where two strings are joined. */
    @Override
    public String toString() {
        return literal();
    }
}
