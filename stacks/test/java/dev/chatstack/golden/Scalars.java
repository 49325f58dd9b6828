package dev.chatstack.golden;

import dev.chatstack.golden.GoldenWriter.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts in YAML: plain where YAML takes them for nothing else, in blocks where they have lines, in quotes otherwise. */
final class Scalars {
    /** Begins like a word, a path, a reference of Terraform, a duration, an amount or an address. */
    private static final Pattern PLAIN =
            Pattern.compile("([A-Za-z_/$(]|\\d+(ms|[smhdMG]|[KMGT]i|MB|GB)$|\\d+(\\.\\d+){2,}(/\\d+)?$).*");

    private static final Pattern OTHER_MEANING =
            Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|.*: .*|.* #.*|.*:|.* ");

    private static final Pattern PRINTABLE = Pattern.compile("[ -~\\u00a1-\\u2027\\u2030-\\ud7ff\\ue000-\\ufefe]*");

    private Scalars() {}

    /** {@code text} on lines of at most {@code width} characters where it can be. */
    static Lines of(String text, int width) {
        if (text.contains("\n")) {
            return isBlock(text, width) ? block(text) : quoted(text, width);
        }
        if (text.length() <= width / 2) {
            return new Lines(key(text), List.of());
        }
        List<String> folded = folded(text, width - 50);
        return folded.isEmpty() ? quoted(text, width) : new Lines(">-", folded);
    }

    /** {@code text} on one line. */
    static String key(String text) {
        if (PRINTABLE.matcher(text).matches()) {
            if (PLAIN.matcher(text).matches() && !OTHER_MEANING.matcher(text).matches()) {
                return text;
            }
            if (text.contains("\"") || text.contains("\\")) {
                return "'" + text.replace("'", "''") + "'";
            }
        }
        return text.codePoints().mapToObj(Scalars::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static boolean isBlock(String text, int width) {
        return !text.startsWith(" ")
                && !text.startsWith("\n")
                && !text.endsWith("\n\n")
                && Stream.of(text.split("\n"))
                        .allMatch(line -> line.length() <= width
                                && !line.endsWith(" ")
                                && !line.endsWith("\t")
                                && PRINTABLE.matcher(line.replace("\t", "")).matches());
    }

    private static Lines block(String text) {
        return new Lines(text.endsWith("\n") ? "|" : "|-", text.lines().toList());
    }

    /** Broken at single spaces, which YAML puts there again; empty where that cannot be. */
    private static List<String> folded(String text, int width) {
        if (!PRINTABLE.matcher(text).matches() || !text.equals(text.strip())) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int end = rest.lastIndexOf(' ', width);
            while (end > 0 && (rest.charAt(end - 1) == ' ' || rest.charAt(end + 1) == ' ')) {
                end = rest.lastIndexOf(' ', end - 1);
            }
            if (end <= 0) {
                return List.of();
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        lines.add(rest);
        return lines;
    }

    /** In quotes; where that is longer than {@code width}, and behind every line of {@code text}, a backslash continues on the next line. */
    private static Lines quoted(String text, int width) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (int c : text.codePoints().toArray()) {
            String last = lines.get(lines.size() - 1);
            String next = escaped(c);
            if (last.endsWith("\\n") || last.length() + next.length() > width - 3) {
                lines.add(next.equals(" ") ? "\\ " : next);
            } else {
                lines.set(lines.size() - 1, last + next);
            }
        }
        String all = '"' + String.join("\\\n", lines) + '"';
        return new Lines(
                all.lines().findFirst().orElseThrow(), all.lines().skip(1).toList());
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '"', '\\' -> "\\" + (char) c;
            default -> {
                String text = Character.toString(c);
                boolean safe = c > 0xffff || PRINTABLE.matcher(text).matches();
                yield safe ? text : "\\u%04x".formatted(c);
            }
        };
    }
}
