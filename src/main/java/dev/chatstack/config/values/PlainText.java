package dev.chatstack.config.values;

import java.util.Map;
import java.util.Optional;

/**
 * What every text of an environment file must be: one line of characters that can be seen. No name, address or path needs what is
 * refused here, and each of it means something to a program that reads the text later: Terraform, Helm, Kubernetes or a shell.
 * A setting in which any text makes sense is a {@link FreeText}.
 */
public final class PlainText {
    /** Longer than any name, address or key. */
    private static final int LONGEST = 4096;

    /** What begins a template, by the program that evaluates it. */
    private static final Map<String, String> TEMPLATES =
            Map.of("${", "Terraform", "%{", "Terraform", "{{", "Helm", "$(", "Kubernetes");

    private PlainText() {}

    /** What {@code text} must be and is not. */
    public static Optional<String> objection(String text) {
        if (text.isEmpty()) {
            return Optional.of("must not be empty; write a value, or remove the key");
        }
        if (text.length() > LONGEST) {
            return Optional.of("must be at most " + LONGEST + " characters, not " + text.length());
        }
        if (text.codePoints().anyMatch(PlainText::isInvisible)) {
            return Optional.of("must be one line of visible characters, without line ends and control characters");
        }
        if (isBlank(text.codePointAt(0)) || isBlank(text.codePointBefore(text.length()))) {
            return Optional.of("must not begin or end with a space");
        }
        return TEMPLATES.keySet().stream()
                .sorted()
                .filter(text::contains)
                .findFirst()
                .map(opening -> "must not contain " + opening + ", which " + TEMPLATES.get(opening)
                        + " would evaluate; write the value itself");
    }

    /** What {@code text}, which may have several lines, must be and is not. */
    static Optional<String> objectionToLines(String text) {
        boolean visible = text.codePoints().noneMatch(point -> point != '\n' && point != '\t' && isInvisible(point));
        return visible ? Optional.empty() : Optional.of("must be text without control characters");
    }

    /** {@code text} with what cannot be seen written as numbers, and cut to what people read. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(200).forEach(point -> {
            if (point == '\n') {
                shown.append("\\n");
            } else if (isInvisible(point)) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return text.codePointCount(0, text.length()) > 200 ? shown + "…" : shown.toString();
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }

    /** Control characters, the marks that turn the direction of writing, line ends, half characters. */
    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
