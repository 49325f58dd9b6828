package dev.chatstack.platform;

import java.util.Map;

/** What a chart's pods reserve. */
final class Resources {
    private Resources() {}

    /** Memory that is reserved and the limit; CPU that is reserved and never throttled. */
    static Map<String, ?> of(String cpu, String memory) {
        return Map.of("requests", Map.of("cpu", cpu, "memory", memory), "limits", Map.of("memory", memory));
    }
}
