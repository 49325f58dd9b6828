package dev.chatstack.config.setting;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A block of which there are several kinds: one key, such as {@code cloud.provider}, chooses the kind, and with it the keys next to it.
 *
 * @param key the choosing key
 * @param types the record of each kind, by the value that chooses it
 */
public record Variants(String key, Map<String, Class<?>> types) {
    /** The kinds of {@code type}, when it is a sealed block. */
    public static Optional<Variants> of(Class<?> type) {
        JsonSubTypes subTypes = type.getAnnotation(JsonSubTypes.class);
        if (subTypes == null) {
            return Optional.empty();
        }
        Map<String, Class<?>> types = new LinkedHashMap<>();
        for (JsonSubTypes.Type subType : subTypes.value()) {
            types.put(subType.name(), subType.value());
        }
        return Optional.of(new Variants(type.getAnnotation(JsonTypeInfo.class).property(), types));
    }

    /** The value by which a file chooses the kind of {@code block}, one of the kinds of {@code type}. */
    public static <T> String word(Class<T> type, T block) {
        return of(type).orElseThrow().types().entrySet().stream()
                .filter(kind -> kind.getValue().isInstance(block))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
