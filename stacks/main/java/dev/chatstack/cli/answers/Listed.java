package dev.chatstack.cli.answers;

import java.util.List;

/**
 * The answer of {@code list}.
 *
 * @param environments the environments, by name
 */
public record Listed(List<One> environments) {
    /**
     * One environment.
     *
     * @param environment its name
     * @param stacks its stacks, in the order of deployment
     */
    public record One(String environment, List<String> stacks) {}

    /** A line for each. */
    public List<String> lines() {
        return environments.stream()
                .map(one -> one.environment + ": " + String.join(" ", one.stacks))
                .toList();
    }
}
