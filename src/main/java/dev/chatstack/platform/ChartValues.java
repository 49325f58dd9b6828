package dev.chatstack.platform;

import dev.chatstack.kubernetes.charts.Values;
import java.util.List;

/** Pieces that the values of many charts have in common. */
public final class ChartValues {
    private ChartValues() {}

    /** Memory that is reserved and the limit; CPU that is reserved and never throttled. */
    public static Values resources(String cpu, String memory) {
        return resources(cpu, memory, memory);
    }

    /** Memory and CPU that are reserved, and {@code limit} as the most memory. */
    public static Values resources(String cpu, String memory, String limit) {
        return Values.of("requests.cpu", cpu).set("requests.memory", memory).set("limits.memory", limit);
    }

    /** What the <em>restricted</em> standard asks of a pod that runs as {@code user}. */
    public static Values restrictedPod(int user) {
        return Values.of("runAsNonRoot", true).set("runAsUser", user).set("seccompProfile.type", "RuntimeDefault");
    }

    /** What the <em>restricted</em> standard asks of a container, and a root file system that cannot be written. */
    public static Values restrictedContainer() {
        return unprivileged().set("readOnlyRootFilesystem", true);
    }

    /** No privileges, and no way to get any. */
    public static Values unprivileged() {
        return Values.of("allowPrivilegeEscalation", false).set("capabilities.drop", List.of("ALL"));
    }

    /** A port of a Service that points to the same port of its pods. */
    public static Values port(String name, int number) {
        return Values.of("name", name)
                .set("port", number)
                .set("targetPort", number)
                .set("protocol", "TCP");
    }
}
