package dev.chatstack.synthesis;

import dev.chatstack.config.Problem;
import java.util.List;

/** Something that the person who typed the command can fix. */
public final class UserError extends RuntimeException {
    // an exception is never serialized here
    private final transient List<Fault> faults;

    public UserError(String message) {
        this(message, List.of(new Fault("", "", message)));
    }

    /** An error whose {@code message} says all of {@code faults}. */
    public UserError(String message, List<Fault> faults) {
        super(message);
        this.faults = List.copyOf(faults);
    }

    /** The error, fault by fault. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * One thing that is wrong, or unwise.
     *
     * @param environment the environment that it is about; empty when it is about no single one
     * @param path the setting, as in the environment's file; empty when it is about no setting
     * @param message what is wrong, and what to do
     */
    public record Fault(String environment, String path, String message) {
        /** {@code problem} of {@code environment}. */
        public static Fault of(String environment, Problem problem) {
            return new Fault(environment, problem.path(), problem.message());
        }

        @Override
        public String toString() {
            return (environment.isEmpty() ? "" : environment + ": ") + new Problem(path, message);
        }
    }
}
