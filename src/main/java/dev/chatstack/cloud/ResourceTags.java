package dev.chatstack.cloud;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tags or labels that an organisation wants on everything.
 *
 * @param given by the environment's file
 */
public record ResourceTags(Map<String, String> given) {
    public ResourceTags {
        given = Map.copyOf(given);
    }

    /** They and {@code ours}; theirs win where the names are the same but for their case, which some clouds do not tell apart. */
    public Map<String, String> with(Map<String, String> ours) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(given);
        ours.forEach(all::putIfAbsent);
        return new TreeMap<>(all);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return given.isEmpty();
    }

    /** In one text, as {@code name=value,name=value}. */
    public String joined() {
        return new TreeMap<>(given)
                .entrySet().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining(","));
    }
}
