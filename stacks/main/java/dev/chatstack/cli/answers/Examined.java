package dev.chatstack.cli.answers;

import dev.chatstack.doctor.Finding;
import java.util.List;

/**
 * The answer of {@code doctor}.
 *
 * @param environments the environments, by name
 */
public record Examined(List<One> environments) {
    /**
     * One environment.
     *
     * @param environment its name
     * @param verdict whether this machine can deploy it: `ok`, or `problem`
     * @param checks what was examined
     */
    public record One(String environment, Finding.Verdict verdict, List<Finding> checks) {
        /** Of {@code environment}, with {@code checks}. */
        public static One of(String environment, List<Finding> checks) {
            boolean fails = checks.stream().anyMatch(check -> check.verdict() == Finding.Verdict.PROBLEM);
            return new One(environment, fails ? Finding.Verdict.PROBLEM : Finding.Verdict.OK, checks);
        }
    }

    /** Whether this machine can deploy all of them. */
    public boolean isHealthy() {
        return environments.stream().allMatch(one -> one.verdict == Finding.Verdict.OK);
    }
}
