package dev.chatstack.platform;

import java.util.List;
import java.util.Map;

/** Pieces that the values of many charts have in common. */
public final class ChartValues {
    private ChartValues() {}

    /** Memory that is reserved and the limit; CPU that is reserved and never throttled. */
    public static Map<String, ?> resources(String cpu, String memory) {
        return resources(cpu, memory, memory);
    }

    /** The same with {@code limit} as the most memory. */
    public static Map<String, ?> resources(String cpu, String memory, String limit) {
        return Map.of("requests", Map.of("cpu", cpu, "memory", memory), "limits", Map.of("memory", limit));
    }

    /** What the <em>restricted</em> standard asks of a pod that runs as {@code user}. */
    public static Map<String, ?> restrictedPod(int user) {
        return Map.of("runAsNonRoot", true, "runAsUser", user, "seccompProfile", Map.of("type", "RuntimeDefault"));
    }

    /** What it asks of a container, and a root file system that cannot be written. */
    public static Map<String, ?> restrictedContainer() {
        return Map.of(
                "allowPrivilegeEscalation", false,
                "readOnlyRootFilesystem", true,
                "capabilities", Map.of("drop", List.of("ALL")));
    }

    /** A port of a Service that leads to the same port of its pods. */
    public static Map<String, ?> port(String name, int number) {
        return Map.of("name", name, "port", number, "targetPort", number, "protocol", "TCP");
    }
}
