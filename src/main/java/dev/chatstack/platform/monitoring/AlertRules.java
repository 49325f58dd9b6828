package dev.chatstack.platform.monitoring;

import dev.chatstack.kubernetes.charts.Values;
import java.util.List;

/**
 * The rules of an environment: those whose subject it has, for several say that something is absent.
 *
 * @param files names of the rules' files, without {@code .yaml}
 * @param heapBytes {@code --max-old-space-size} of Rocket.Chat, in bytes
 * @param backupSeconds the longest time between two backups, in seconds
 */
public record AlertRules(List<String> files, long heapBytes, long backupSeconds) {
    private static final String DEFAULT_HEAP = "vector(1610612736)";
    private static final String DEFAULT_BACKUP = "vector(3600)";

    public AlertRules {
        files = List.copyOf(files);
    }

    /** One PrometheusRule for each file. */
    List<Values> manifests() {
        return files.stream()
                .map(file -> Values.object("monitoring.coreos.com/v1", "PrometheusRule", "chatstack-" + file)
                        .set("spec", file(file).yaml()))
                .toList();
    }

    /** One of the files, with the environment's own numbers. */
    public MonitoringFile file(String name) {
        return MonitoringFile.of("rules/" + name + ".yaml")
                .replacing(DEFAULT_HEAP, "vector(" + heapBytes + ")")
                .replacing(DEFAULT_BACKUP, "vector(" + backupSeconds + ")");
    }
}
