package dev.chatstack.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code chat.concurrentUsers} chose because the file does not say it.
 *
 * @param settings the values by their paths
 * @param nodesAreOpen whether the number of nodes is to be chosen, too: only the synthesized pods tell, and until then it is the most
 *     that the file allows
 */
public record Chosen(Map<String, String> settings, boolean nodesAreOpen) {
    /** Nothing: the file says it all, or leaves it to the defaults. */
    public static final Chosen NOTHING = new Chosen(Map.of(), false);

    public Chosen {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
}
