package dev.chatstack.platform.monitoring;

import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.monitoring.SendToConfig.EndpointConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.platform.ChartValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.constructs.Construct;

/** Alloy on every node: reads the logs of the node's pods through the Kubernetes API, and passes traces on. */
final class Agent extends Construct {
    static final String NAME = "alloy";
    static final int OTLP_PORT = 4317;
    static final int OTLP_HTTP_PORT = 4318;

    private static final int METRICS_PORT = 12345;

    /** What reads the name and the password of a store, in the agent's own language. */
    private static final AgentFile.Secrets SECRETS =
            (what, key) -> "sys.env(\"" + what + "_" + key.toUpperCase(Locale.ROOT) + "\")";

    /** The one that the image is made for. */
    private static final int USER = 473;

    private final HelmRelease release;

    Agent(Construct scope, Namespace namespace, MonitoringConfig config, Peer prometheus) {
        super(scope, NAME);
        release = new HelmRelease(this, namespace, NAME, Versions.chart("alloy"), values(config));
        NetworkRules rules = new NetworkRules(this, NAME, namespace)
                .allowFrom("senders", Peer.ANY_POD, OTLP_PORT, OTLP_HTTP_PORT)
                .allowFrom("prometheus", prometheus, METRICS_PORT)
                .allowToKubernetesApi();
        if (config.keepsLogs()) {
            rules.allowTo("loki", TelemetryStore.LOKI.in(namespace), TelemetryStore.LOKI.intakePort());
        }
        if (config.keepsTraces()) {
            rules.allowTo("tempo", TelemetryStore.TEMPO.in(namespace), TelemetryStore.TEMPO.intakePort());
        }
        config.logsTo().ifPresent(store -> StorePath.open(rules, "logs", store));
        config.tracesTo().ifPresent(store -> StorePath.open(rules, "traces", store));
    }

    HelmRelease release() {
        return release;
    }

    private static Values values(MonitoringConfig config) {
        return Values.of("fullnameOverride", NAME)
                .set(
                        "alloy.configMap.content",
                        AgentFile.of("alloy/kubernetes.alloy", config, SECRETS)
                                .literal()
                                .text())
                .set("alloy.enableReporting", false)
                .set("alloy.extraEnv", environment(config))
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
                // one of others selects by labels that this chart does not know: it gets a PodMonitor
                .set("serviceMonitor.enabled", config.existing().isEmpty());
    }

    private static List<Values> environment(MonitoringConfig config) {
        List<Values> variables = new ArrayList<>();
        if (config.keepsLogs()) {
            variables.add(variable("LOKI_URL", TelemetryStore.LOKI.url()));
        }
        config.logsTo().ifPresent(store -> elsewhere("LOGS", store, variables));
        if (config.keepsTraces()) {
            variables.add(variable("TEMPO_ENDPOINT", TelemetryStore.TEMPO.intake()));
        }
        config.tracesTo().ifPresent(store -> elsewhere("TRACES", store, variables));
        return variables;
    }

    private static void elsewhere(String what, EndpointConfig store, List<Values> variables) {
        variables.add(variable(what + "_URL", store.url()));
        store.secret().ifPresent(secret -> List.of(EndpointConfig.USERNAME, EndpointConfig.PASSWORD)
                .forEach(key -> variables.add(Values.of("name", what + "_" + key.toUpperCase(Locale.ROOT))
                        .set("valueFrom.secretKeyRef.name", secret)
                        .set("valueFrom.secretKeyRef.key", key))));
    }

    private static Values variable(String name, String value) {
        return Values.of("name", name).set("value", value);
    }
}
