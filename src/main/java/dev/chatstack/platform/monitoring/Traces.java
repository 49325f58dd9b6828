package dev.chatstack.platform.monitoring;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.ClusterService;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Tempo as one process with a volume. While it is away spans are lost, and nothing else is. */
final class Traces extends Construct {
    static final String NAME = "tempo";
    static final int PORT = 3200;
    static final int OTLP_PORT = 4317;

    private static final int TERMINATION_SECONDS = 60;

    Traces(Construct scope, Namespace namespace, KubernetesCluster cluster, MonitoringConfig config) {
        super(scope, NAME);
        new TelemetryStore(
                        NAME,
                        List.of(
                                new ClusterService.Port("http", PORT, "http"),
                                new ClusterService.Port("otlp", OTLP_PORT, "grpc")),
                        config.tracesVolume(),
                        "/var/tempo",
                        "/status/version",
                        TERMINATION_SECONDS,
                        Map.of(
                                "PROMETHEUS_URL", "http://" + Monitoring.PROMETHEUS + ":" + Monitoring.PROMETHEUS_PORT,
                                "TRACES_RETENTION", config.tracesDays() * 24 + "h"))
                .define(this, namespace, cluster, OTLP_PORT);
    }
}
