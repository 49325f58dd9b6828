package dev.chatstack.cli.answers;

import java.util.List;

/**
 * The answer of {@code check}.
 *
 * @param environments each environment that was asked for
 */
public record Checked(List<One> environments) {
    /**
     * One environment.
     *
     * @param environment its name
     * @param verdict whether it may be deployed
     */
    public record One(String environment, Verdict verdict) {}

    /** Whether an environment may be deployed. */
    public enum Verdict {
        /** nothing is wrong with its file */
        OK,
        /** its problems are in `problems` */
        REFUSED
    }

    /** A line for each that is fine. */
    public List<String> lines() {
        return environments.stream()
                .filter(one -> one.verdict == Verdict.OK)
                .map(one -> one.environment + ": ok")
                .toList();
    }
}
