package dev.chatstack.mesh;

import static dev.chatstack.kubernetes.charts.CustomResources.manifest;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.MeshConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.platform.monitoring.Monitoring;
import dev.chatstack.platform.monitoring.PodMonitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Istio with sidecars: every connection between pods of the mesh is encrypted, and one that is not is refused.
 *
 * <p>Its network plug-in sets up the sidecars' redirection on the node, so that no pod of the mesh needs a privilege.
 */
public final class IstioMesh extends Construct {
    /**
     * What of it has metrics: its control plane, and sidecars and gateways, which count every request between two pods. Of their
     * thousand metrics only the one that rules and dashboards use is kept: they grow with the square of the workloads.
     */
    public static final List<PodMonitor> MONITORS = List.of(
            new PodMonitor(
                    "istiod",
                    Map.of("app", "istiod"),
                    Map.of("matchNames", List.of(Namespace.SYSTEM)),
                    Map.of("port", "http-monitoring", "path", "/metrics")),
            new PodMonitor(
                            "mesh-proxies",
                            Map.of(),
                            Map.of("any", true),
                            Map.of("port", "http-envoy-prom", "path", "/stats/prometheus"))
                    .keep("istio_requests_total"));

    private static final String TRACES = "traces";
    private static final int XDS_PORT = 15012;
    private static final int WEBHOOK_PORT = 15017;
    private static final int METRICS_PORT = 15014;

    private final HelmRelease istiod;

    /** Installs it into {@code system}, the namespace that Istio calls its root; {@code traced} when somebody takes its traces. */
    public IstioMesh(Construct scope, Namespace system, KubernetesCluster cluster, MeshConfig config, boolean traced) {
        super(scope, "istio");
        Map<String, ?> global = cluster.istioPlatform()
                .<Map<String, ?>>map(platform -> Map.of("platform", platform))
                .orElse(Map.of());
        HelmRelease base = new HelmRelease(this, system, "istio-base", Versions.chart("istio-base"), Map.of());
        istiod = new HelmRelease(
                this,
                system,
                "istiod",
                Versions.chart("istiod"),
                istiodValues(config, global, traced ? Optional.of(system.name()) : Optional.empty()));
        HelmRelease cni = new HelmRelease(this, system, "istio-cni", Versions.chart("istio-cni"), cniValues(global));
        CustomResources strict = new CustomResources(
                this, system, "mesh-policy", traced ? List.of(strictMtls(), tracing()) : List.of(strictMtls()));
        Order.after(istiod, base);
        Order.after(cni, istiod);
        Order.after(strict, istiod);
        // sidecars ask from every namespace of the mesh, and the API server's address is the cloud's
        new NetworkRules(this, "istiod", system)
                .allowFrom("sidecars", Peer.ANYONE, XDS_PORT)
                .allowFrom("api-server", Peer.ANYONE, WEBHOOK_PORT)
                .allowFrom("prometheus", Monitoring.prometheus(system.name()), METRICS_PORT);
    }

    /** The part that must run before pods of the mesh are made. */
    HelmRelease controlPlane() {
        return istiod;
    }

    private static Map<String, ?> istiodValues(MeshConfig config, Map<String, ?> global, Optional<String> traces) {
        return Map.of(
                "global", global,
                "autoscaleMin", config.istiodReplicas(),
                "autoscaleMax", config.istiodReplicas() + 3,
                "cni", Map.of("enabled", true),
                // the chart's 2 GiB are for thousands of pods; istiod takes about 1 MiB a pod and 100 MiB of its own
                "resources", Map.of("requests", Map.of("cpu", "100m", "memory", "256Mi")),
                "seccompProfile", Map.of("type", "RuntimeDefault"),
                "meshConfig", meshConfig(traces));
    }

    private static Map<String, ?> meshConfig(Optional<String> traces) {
        Map<String, Object> config = new TreeMap<>();
        config.put("outboundTrafficPolicy", Map.of("mode", "ALLOW_ANY"));
        traces.ifPresent(namespace -> {
            config.put("enableTracing", true);
            config.put(
                    "extensionProviders",
                    List.of(Map.of(
                            "name",
                            TRACES,
                            "opentelemetry",
                            Map.of(
                                    "service",
                                    Monitoring.TRACES_SERVICE + "." + namespace + ".svc.cluster.local",
                                    "port",
                                    Monitoring.TRACES_PORT))));
        });
        return config;
    }

    /** One request in a hundred: enough to see where time goes. */
    private static Map<String, ?> tracing() {
        return manifest(
                "telemetry.istio.io/v1",
                "Telemetry",
                "default",
                Map.of(
                        "spec",
                        Map.of(
                                "tracing",
                                List.of(Map.of(
                                        "providers",
                                        List.of(Map.of("name", TRACES)),
                                        "randomSamplingPercentage",
                                        1)))));
    }

    private static Map<String, ?> cniValues(Map<String, ?> global) {
        return Map.of("global", global, "resources", Map.of("requests", Map.of("cpu", "20m", "memory", "64Mi")));
    }

    private static Map<String, ?> strictMtls() {
        return manifest(
                "security.istio.io/v1",
                "PeerAuthentication",
                "default",
                Map.of("spec", Map.of("mtls", Map.of("mode", "STRICT"))));
    }
}
