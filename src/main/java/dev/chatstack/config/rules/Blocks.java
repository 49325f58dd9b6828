package dev.chatstack.config.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The blocks of an environment file, as rules see them. What a block says is known only when it, and every block in it, is free of
 * mistakes; that it is there is known always.
 *
 * @param clean the records of the blocks without mistakes, inner ones first
 * @param types the types of all blocks, of those with mistakes as well
 * @param production whether the environment is a production environment; true unless the file says otherwise
 */
public record Blocks(List<Object> clean, Set<Class<?>> types, boolean production) {
    public Blocks {
        clean = List.copyOf(clean);
        types = Set.copyOf(types);
    }

    /** The block of {@code type}; empty when the file has none or it has a mistake. */
    public <T> Optional<T> find(Class<T> type) {
        return clean.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Whether the file has a block of {@code type}, with mistakes or without. */
    public boolean has(Class<?> type) {
        return types.stream().anyMatch(type::isAssignableFrom);
    }
}
