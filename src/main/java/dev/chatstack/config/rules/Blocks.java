package dev.chatstack.config.rules;

import java.util.List;
import java.util.Optional;

/**
 * The blocks of an environment file that are free of mistakes, what they contain included. A rule asks for the blocks that it compares,
 * and does not run where one of them is missing.
 *
 * @param all the records, inner ones before those that contain them
 * @param production whether the environment is a production environment; true unless the file says otherwise
 * @param hasMesh whether the file has a block {@code mesh}, with mistakes or without
 */
public record Blocks(List<Object> all, boolean production, boolean hasMesh) {
    public Blocks {
        all = List.copyOf(all);
    }

    /** The block of {@code type}, of which a file has at most one; empty when the file leaves it out or it has a mistake. */
    public <T> Optional<T> find(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
