package dev.chatstack.movein;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a compose file: {@code ${NAME}}, {@code ${NAME:-otherwise}}, {@code ${NAME:?message}}, {@code $NAME}. */
record Interpolation(Map<String, String> variables) {
    /** One without another in it: the innermost is replaced first. */
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::?([-?+])([^{}]*))?}|\\$([A-Za-z_][A-Za-z0-9_]*)");

    private static final int DEEP = 20;

    String of(String text) {
        String now = text.replace("$$", "\u0000");
        for (int i = 0; i < DEEP; i++) {
            Matcher matcher = VARIABLE.matcher(now);
            String next = matcher.replaceAll(match -> Matcher.quoteReplacement(
                    value(match.group(1) == null ? match.group(4) : match.group(1), match.group(2), match.group(3))));
            if (next.equals(now)) {
                break;
            }
            now = next;
        }
        return now.replace("\u0000", "$");
    }

    private String value(String name, String operator, String word) {
        String known = variables.getOrDefault(name, "");
        if (operator == null || operator.equals("?")) {
            return known;
        }
        boolean otherwise = operator.equals("-");
        return known.isEmpty() == otherwise ? (word == null ? "" : word) : otherwise ? known : "";
    }
}
