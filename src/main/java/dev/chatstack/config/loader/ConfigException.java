package dev.chatstack.config.loader;

import dev.chatstack.config.Problem;
import java.nio.file.Path;
import java.util.List;

/** Everything wrong with one environment file, reported together. */
public final class ConfigException extends RuntimeException {
    /** More than anybody fixes before the next check. */
    private static final int MOST_SAID = 50;

    // an exception is never serialized here
    private final transient List<Problem> problems;

    ConfigException(Path file, List<Problem> problems) {
        super(message(file, problems));
        this.problems = List.copyOf(problems);
    }

    /** Each of them, also those that the message leaves out. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(Path file, List<Problem> problems) {
        StringBuilder message = new StringBuilder()
                .append(problems.size())
                .append(problems.size() == 1 ? " problem in " : " problems in ")
                .append(file);
        problems.stream().limit(MOST_SAID).forEach(problem -> message.append("\n  - ")
                .append(problem));
        if (problems.size() > MOST_SAID) {
            message.append("\n  - and ").append(problems.size() - MOST_SAID).append(" more");
        }
        return message.toString();
    }
}
