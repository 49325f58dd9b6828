package dev.chatstack.platform.monitoring;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Values;
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
                .allowFrom("prometheus", Monitoring.prometheus(namespace.name()), METRICS_PORT)
                .allowTo("loki", TelemetryStore.LOKI.in(namespace), TelemetryStore.LOKI.intakePort())
                .allowTo("tempo", TelemetryStore.TEMPO.in(namespace), TelemetryStore.TEMPO.intakePort())
                .allowToKubernetesApi();
    }

    HelmRelease release() {
        return release;
    }

    private static Values values() {
        return Values.of("fullnameOverride", NAME)
                .set(
                        "alloy.configMap.content",
                        MonitoringFile.of("alloy/kubernetes.alloy").literal().text())
                .set("alloy.enableReporting", false)
                .set(
                        "alloy.extraEnv",
                        List.of(
                                variable("LOKI_URL", TelemetryStore.LOKI.url()),
                                variable("TEMPO_ENDPOINT", TelemetryStore.TEMPO.intake())))
                .set(
                        "alloy.extraPorts",
                        List.of(
                                ChartValues.port("otlp-grpc", OTLP_PORT),
                                ChartValues.port("otlp-http", OTLP_HTTP_PORT)))
                .set("alloy.securityContext", ChartValues.restrictedPod(USER).with(ChartValues.unprivileged()))
                .set("alloy.resources", ChartValues.resources("50m", "256Mi"))
                .set("configReloader.enabled", false)
                .set("controller.tolerations", List.of(Map.of("operator", "Exists")))
                .set("crds.create", false)
                // the chart's own rules read every Secret, for components that are not used here
                .set("rbac.create", false)
                .set("serviceMonitor.enabled", true);
    }

    private static Values variable(String name, String value) {
        return Values.of("name", name).set("value", value);
    }
}
