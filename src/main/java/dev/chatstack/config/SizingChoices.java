package dev.chatstack.config;

import dev.chatstack.config.values.NodeCount;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The settings that {@code chat.concurrentUsers} chose because the file leaves them out.
 *
 * @param settings the values by their paths
 * @param undecidedNodes the environment with a number of nodes, where that is to be chosen, too: only the synthesized pods tell how
 *     many, and until then it has the most that the file allows
 */
public record SizingChoices(Map<String, String> settings, Optional<Function<NodeCount, Environment>> undecidedNodes) {
    public SizingChoices {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
}
