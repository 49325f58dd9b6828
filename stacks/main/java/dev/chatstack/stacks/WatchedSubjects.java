package dev.chatstack.stacks;

import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.platform.monitoring.AlertRules;
import dev.chatstack.platform.monitoring.PlatformTarget;
import dev.chatstack.workload.Watched;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What there is to watch in an environment. */
final class WatchedSubjects {
    private WatchedSubjects() {}

    /** The rules for it. */
    static AlertRules rules(Environment environment) {
        EnvironmentConfig config = environment.config();
        ChatProduct product = ChatProduct.of(environment);
        List<String> files =
                new ArrayList<>(List.of("settings", "chat", "certificates", "volumes", "monitoring", "kubernetes"));
        files.addAll(product.rules());
        files.addAll(List.of("logs", "traces"));
        if (config.mongodb().isOurs()) {
            files.add("mongodb");
            files.add("backup");
        }
        return new AlertRules(files, product.heapBytes());
    }

    /** What of the platform answers Prometheus. */
    static Set<PlatformTarget> platformTargets(EnvironmentConfig config) {
        Set<PlatformTarget> targets = EnumSet.noneOf(PlatformTarget.class);
        if (config.mesh().isPresent()) {
            targets.addAll(List.of(PlatformTarget.MESH_CONTROL_PLANE, PlatformTarget.MESH_PROXIES));
        }
        if (config.cloud() instanceof AwsConfig) {
            targets.add(PlatformTarget.CLUSTER_AUTOSCALER);
        }
        return targets;
    }

    /** Who watches it; empty without monitoring. */
    static Optional<Watched> by(EnvironmentConfig config) {
        return config.monitoring().map(monitoring -> new Watched(Namespace.SYSTEM));
    }
}
