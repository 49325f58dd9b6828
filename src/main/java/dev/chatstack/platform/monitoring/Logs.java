package dev.chatstack.platform.monitoring;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.ClusterService;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Loki as one process with a volume. While it is away the agents keep what they read and send it later. */
final class Logs extends Construct {
    static final String NAME = "loki";
    static final int PORT = 3100;

    private static final int TERMINATION_SECONDS = 120;

    Logs(Construct scope, Namespace namespace, KubernetesCluster cluster, MonitoringConfig config) {
        super(scope, NAME);
        new TelemetryStore(
                        NAME,
                        List.of(new ClusterService.Port("http", PORT, "http")),
                        config.logsVolume(),
                        "/loki",
                        "/loki/api/v1/status/buildinfo",
                        TERMINATION_SECONDS,
                        Map.of("LOGS_RETENTION", config.logsDays() * 24 + "h"))
                .define(this, namespace, cluster, PORT);
    }
}
