package dev.chatstack.stacks;

import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.mesh.IstioMesh;
import dev.chatstack.platform.monitoring.AlertRules;
import dev.chatstack.platform.monitoring.PodMonitor;
import dev.chatstack.workload.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What there is to watch in an environment. */
final class WatchedSubjects {
    private WatchedSubjects() {}

    /** The rules for it. */
    static AlertRules rules(Environment environment) {
        EnvironmentConfig config = environment.config();
        ChatProduct product = ChatProduct.of(environment);
        List<String> files = new ArrayList<>(List.of("settings", "chat", "certificates", "volumes"));
        Optional<MonitoringConfig> monitoring = config.monitoring();
        boolean ours = monitoring.flatMap(MonitoringConfig::existing).isEmpty();
        if (ours) {
            // a Prometheus of others has rules about itself and the whole cluster already
            files.addAll(List.of("monitoring", "kubernetes"));
        }
        files.addAll(product.rules());
        if (monitoring.filter(MonitoringConfig::keepsLogs).isPresent()) {
            files.add("logs");
        }
        if ((product.traces() || config.mesh().isPresent())
                && monitoring.filter(MonitoringConfig::keepsTraces).isPresent()) {
            files.add("traces");
        }
        if (config.mongodb().isOurs()) {
            files.add("mongodb");
            files.add("backup");
        }
        AlertRules rules =
                new AlertRules(files, product.heapBytes(), config.backup().longestGapSeconds());
        return ours ? rules : rules.only(config.chat().namespace());
    }

    /** What of the platform answers Prometheus. */
    static List<PodMonitor> platform(EnvironmentConfig config, ClusterCloud cloud) {
        List<PodMonitor> monitors = new ArrayList<>(config.mesh().isEmpty() ? List.of() : IstioMesh.MONITORS);
        monitors.addAll(cloud.monitors());
        return monitors;
    }

    /** Who watches it; empty without monitoring. */
    static Optional<Watched> by(EnvironmentConfig config) {
        return config.monitoring()
                .map(monitoring ->
                        new Watched(config.monitoringNamespace(), monitoring.takesTraces(), monitoring.existing()));
    }
}
