package dev.chatstack.platform.monitoring;

import dev.chatstack.kubernetes.charts.Values;
import java.util.List;
import java.util.Optional;

/**
 * The rules of an environment: those whose subject it has, for several say that something is absent.
 *
 * @param files names of the rules' files, without {@code .yaml}
 * @param heapBytes {@code --max-old-space-size} of Rocket.Chat, in bytes
 * @param backupSeconds the longest time between two backups, in seconds
 * @param namespace the only one whose volumes count; empty for all
 */
public record AlertRules(List<String> files, long heapBytes, long backupSeconds, Optional<String> namespace) {
    private static final String DEFAULT_HEAP = "vector(1610612736)";
    private static final String DEFAULT_BACKUP = "vector(3600)";
    private static final List<String> OF_VOLUMES =
            List.of("kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes");

    public AlertRules {
        files = List.copyOf(files);
    }

    /** For a Prometheus of ours, which watches nothing else. */
    public AlertRules(List<String> files, long heapBytes, long backupSeconds) {
        this(files, heapBytes, backupSeconds, Optional.empty());
    }

    /** The same for a Prometheus that also watches what others run: their volumes are not for us. */
    public AlertRules only(String ours) {
        return new AlertRules(files, heapBytes, backupSeconds, Optional.of(ours));
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
        MonitoringFile file = MonitoringFile.of("rules/" + name + ".yaml")
                .replacing(DEFAULT_HEAP, "vector(" + heapBytes + ")")
                .replacing(DEFAULT_BACKUP, "vector(" + backupSeconds + ")");
        for (String metric : namespace.isPresent() ? OF_VOLUMES : List.<String>of()) {
            file = file.replacing(metric, metric + "{namespace=\"" + namespace.orElseThrow() + "\"}");
        }
        return file;
    }
}
