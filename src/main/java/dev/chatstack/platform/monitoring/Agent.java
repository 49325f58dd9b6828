package dev.chatstack.platform.monitoring;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.platform.ChartValues;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Alloy on every node: reads the logs of the node's pods through the Kubernetes API, and passes traces on. */
final class Agent extends Construct {
    static final String NAME = "alloy";
    static final int OTLP_PORT = 4317;
    static final int OTLP_HTTP_PORT = 4318;

    private static final int METRICS_PORT = 12345;

    /** The one that the image is made for. */
    private static final int USER = 473;

    private final HelmRelease release;

    Agent(Construct scope, Namespace namespace) {
        super(scope, NAME);
        release = new HelmRelease(this, namespace, NAME, Versions.chart("alloy"), values());
        new NetworkRules(this, NAME, namespace)
                .allowFrom("senders", Peer.ANY_POD, OTLP_PORT, OTLP_HTTP_PORT)
                .allowFrom("prometheus", Monitoring.prometheus(namespace.name()), METRICS_PORT);
    }

    HelmRelease release() {
        return release;
    }

    private static Map<String, ?> values() {
        return Map.of(
                "alloy",
                        Map.of(
                                "configMap",
                                        Map.of(
                                                "content",
                                                MonitoringFile.of("alloy/kubernetes.alloy")
                                                        .literal()
                                                        .text()),
                                "enableReporting", false,
                                "extraEnv",
                                        List.of(
                                                Map.of(
                                                        "name",
                                                        "LOKI_URL",
                                                        "value",
                                                        "http://" + Logs.NAME + ":" + Logs.PORT),
                                                Map.of(
                                                        "name",
                                                        "TEMPO_ENDPOINT",
                                                        "value",
                                                        Traces.NAME + ":" + Traces.OTLP_PORT)),
                                "extraPorts",
                                        List.of(
                                                ChartValues.port("otlp-grpc", OTLP_PORT),
                                                ChartValues.port("otlp-http", OTLP_HTTP_PORT)),
                                "securityContext",
                                        Map.of(
                                                "allowPrivilegeEscalation",
                                                false,
                                                "capabilities",
                                                Map.of("drop", List.of("ALL")),
                                                "runAsNonRoot",
                                                true,
                                                "runAsUser",
                                                USER,
                                                "seccompProfile",
                                                Map.of("type", "RuntimeDefault")),
                                "resources", ChartValues.resources("50m", "256Mi")),
                "configReloader", Map.of("enabled", false),
                "controller", Map.of("tolerations", List.of(Map.of("operator", "Exists"))),
                "crds", Map.of("create", false),
                "fullnameOverride", NAME,
                "serviceMonitor", Map.of("enabled", true));
    }
}
