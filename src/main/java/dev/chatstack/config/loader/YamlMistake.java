package dev.chatstack.config.loader;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.chatstack.config.Problem;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in which line a file stops being YAML, and what is usually wrong there; the parser's own words are about its inner state. */
final class YamlMistake {
    private static final String NO_VALUE = "mapping values are not allowed";
    private static final String COLON = "a setting is `name: value`, with a space behind the colon";

    private YamlMistake() {}

    static Problem of(String text, JsonProcessingException failure) {
        if (!(failure.getCause() instanceof MarkedYAMLException mistake)) {
            return new Problem(
                    failure.getLocation() == null
                            ? ""
                            : "line " + failure.getLocation().getLineNr(),
                    "must be YAML: "
                            + failure.getOriginalMessage().lines().findFirst().orElse(""));
        }
        String context = mistake.getContext() == null ? "" : mistake.getContext();
        // what was begun and not ended is noticed where the next thing begins
        boolean begun = context.contains("simple key") || context.contains("quoted") || context.contains("flow");
        Mark mark = begun ? mistake.getContextMark() : mistake.getProblemMark();
        List<String> lines = text.lines().toList();
        int number = Math.min(mark.getLine(), lines.size() - 1);
        // a value without a space before it is no value, and the next line is read as more of the same words
        boolean gap = number > 0 && lines.get(number - 1).matches("[\\s-]*\\w+:\\S.*");
        if (gap && mistake.getProblem().contains(NO_VALUE)) {
            return problem(lines, number - 1, COLON);
        }
        return problem(lines, number, remedy(context, mistake.getProblem()));
    }

    private static Problem problem(List<String> lines, int number, String remedy) {
        return Problem.of(
                "line " + (number + 1),
                "must be YAML: " + remedy,
                lines.get(number).strip());
    }

    private static String remedy(String context, String problem) {
        if (problem.contains("TAB")) {
            return "indent with spaces, not with tabs";
        }
        if (problem.contains("cannot start any token")) {
            return "put the value in quotes";
        }
        if (problem.contains(NO_VALUE)) {
            return "indent it as the line above, or put a value with a colon in it in quotes";
        }
        if (context.contains("simple key")) {
            return COLON;
        }
        if (context.contains("quoted")) {
            return "a quote is opened and not closed";
        }
        if (context.contains("flow")) {
            return "a bracket is opened and not closed, or a comma is missing";
        }
        if (context.contains("block")) {
            return "indent it as the other lines of its block";
        }
        return problem;
    }
}
