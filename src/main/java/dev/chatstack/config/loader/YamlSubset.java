package dev.chatstack.config.loader;

import dev.chatstack.config.Problem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Refuses what YAML allows and an environment file does not need, because it would mean something else than people read. */
final class YamlSubset {
    /** No shipped block is nested deeper than eight. */
    private static final int DEEPEST = 32;

    private static final int LONGEST_LINE = 100_000;
    private static final int MOST_PROBLEMS = 20;

    /** Octal, hexadecimal and binary numbers, digits in groups, and what is no number. */
    private static final Pattern OTHER_NUMBER = Pattern.compile(
            "[-+]?0\\d+|[-+]?0[xXoObB][0-9a-fA-F_]+|[-+]?\\d[\\d_]*_[\\d_]*|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private final List<Problem> problems = new ArrayList<>();
    private int documents;
    private int depth;

    private YamlSubset() {}

    /** What of {@code text} is outside; of text that is not YAML, what is outside before it stops to be. */
    static List<Problem> objections(String text) {
        YamlSubset subset = new YamlSubset();
        subset.lines(text);
        if (!subset.problems.isEmpty()) {
            return subset.problems;
        }
        try {
            for (Event event : new Yaml().parse(new StringReader(text))) {
                subset.read(event);
                if (subset.depth > DEEPEST || subset.problems.size() == MOST_PROBLEMS) {
                    break;
                }
            }
        } catch (YAMLException e) {
            // said by the loader, which knows what is usually wrong there
        }
        return subset.problems;
    }

    private void lines(String text) {
        int number = 1;
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            length = text.charAt(i) == '\n' ? 0 : length + 1;
            number += text.charAt(i) == '\n' ? 1 : 0;
            if (length > LONGEST_LINE) {
                problems.add(
                        new Problem("line " + number, "must have at most " + LONGEST_LINE + " characters; divide it"));
                return;
            }
        }
    }

    private void read(Event event) {
        switch (event) {
            case DocumentStartEvent start -> {
                if (++documents > 1) {
                    refuse(
                            start,
                            "must be one document: write what follows this `---` before it, or into its own file");
                }
            }
            case AliasEvent alias ->
                refuse(alias, "must not use an alias: write out the value of *" + alias.getAnchor());
            case ScalarEvent scalar -> scalar(scalar);
            case CollectionStartEvent start -> {
                tag(start, start.getTag());
                if (++depth > DEEPEST) {
                    refuse(start, "must not nest blocks deeper than " + DEEPEST);
                }
            }
            case CollectionEndEvent end -> depth--;
            default -> {}
        }
    }

    private void scalar(ScalarEvent scalar) {
        tag(scalar, scalar.getTag());
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        if (plain && OTHER_NUMBER.matcher(scalar.getValue()).matches()) {
            refuse(
                    scalar,
                    "must be decimal digits without a 0 before them, got `" + scalar.getValue()
                            + "`; put text in quotes");
        }
    }

    /** A tag with one exclamation mark alone says what quotes say. */
    private void tag(Event event, @Nullable String tag) {
        if (tag != null && !tag.equals("!")) {
            refuse(event, "must not use a tag: write the value without " + tag.replace("tag:yaml.org,2002:", "!!"));
        }
    }

    private void refuse(Event event, String message) {
        Mark mark = event.getStartMark();
        problems.add(new Problem("line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1), message));
    }
}
