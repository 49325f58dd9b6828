package dev.chatstack.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what the rules find: problems that stop the environment, and warnings that do not. */
final class Findings {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void refuse(String path, String mustBe, Object value) {
        problems.add(Problem.of(path, mustBe, value));
    }

    void warn(String path, String message) {
        warnings.add(new Problem(path, message));
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> warnings() {
        return warnings;
    }
}
