package dev.chatstack.config.rules;

import dev.chatstack.config.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what the rules find: problems that stop the environment, and warnings that do not. */
public final class Findings {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** Says that the value at {@code path} is {@code value}, and what it {@code mustBe}. */
    public void refuse(String path, String mustBe, Object value) {
        problems.add(Problem.of(path, mustBe, value));
    }

    /** Says what is unwise about {@code path}. */
    public void warn(String path, String message) {
        warnings.add(new Problem(path, message));
    }

    /** What stops it. */
    public List<Problem> problems() {
        return problems;
    }

    /** What a person should know. */
    public List<Problem> warnings() {
        return warnings;
    }
}
