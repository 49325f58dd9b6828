package dev.chatstack.platform.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the metric names of a PromQL expression; promtool checks the syntax, so this may be a simple reader. */
final class PromQl {
    /** Strings may hold any of the signs below, so they go first. */
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    /** Remarks, label matchers, ranges, and the label lists of aggregations and matchings. */
    private static final Pattern NOISE = Pattern.compile(
            "#[^\\n]*|\\{[^}]*}|\\[[^]]*]" + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern WORD = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*+)(\\s*\\()?");
    private static final Pattern NUMBER = Pattern.compile("\\b[0-9][0-9a-zA-Z_.]*");
    private static final Set<String> OPERATORS =
            Set.of("and", "or", "unless", "bool", "offset", "group_left", "group_right", "inf", "nan");

    private PromQl() {}

    static Set<String> metricNames(String expression) {
        String bare = STRING.matcher(expression).replaceAll(" ");
        bare = NOISE.matcher(bare).replaceAll(" ");
        bare = NUMBER.matcher(bare).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher words = WORD.matcher(bare);
        while (words.find()) {
            boolean function = words.group(2) != null;
            if (!function && !OPERATORS.contains(words.group(1))) {
                names.add(words.group(1));
            }
        }
        return names;
    }
}
