package dev.chatstack.config;

import java.util.List;

/**
 * One environment, ready to be synthesized.
 *
 * @param name the file's name without {@code .yaml}; every name of the environment is made from it
 * @param config what the file says, defaults filled in
 * @param warnings what is allowed but unwise
 */
public record Environment(String name, EnvironmentConfig config, List<Problem> warnings) {
    public Environment {
        warnings = List.copyOf(warnings);
    }
}
