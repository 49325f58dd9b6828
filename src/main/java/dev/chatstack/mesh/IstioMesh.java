package dev.chatstack.mesh;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.MeshConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.platform.ChartValues;
import dev.chatstack.platform.monitoring.Monitoring;
import dev.chatstack.platform.monitoring.PodMonitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                    Map.of("matchNames", List.of(Namespace.MESH)),
                    Map.of("port", "http-monitoring", "path", "/metrics")),
            new PodMonitor(
                            "mesh-proxies",
                            Map.of(),
                            Map.of("any", true),
                            Map.of("port", "http-envoy-prom", "path", "/stats/prometheus"))
                    .keep("istio_requests_total"));

    private static final String TRACES = "traces";
    private static final String CNI = "istio-cni";
    private static final int MAX_NODES = 100;
    private static final int XDS_PORT = 15012;
    private static final int WEBHOOK_PORT = 15017;
    private static final int METRICS_PORT = 15014;

    private final HelmRelease cni;
    private final Optional<String> monitoring;

    /**
     * Installs it into {@code system}, the namespace that Istio calls its root, and its agent on every node into a separate one, which
     * is not restricted; {@code monitoring} is the namespace of who asks for its numbers and takes its traces.
     */
    public IstioMesh(
            Construct scope,
            Namespace system,
            KubernetesCluster cluster,
            MeshConfig config,
            Optional<String> monitoring) {
        super(scope, "istio");
        this.monitoring = monitoring;
        Namespace nodes = Namespace.forNodeAgents(this, CNI, cluster, MAX_NODES);
        HelmRelease base = new HelmRelease(this, system, "istio-base", Versions.chart("istio-base"), Values.none());
        Values controlPlane = istiodValues(cluster, config, monitoring);
        HelmRelease istiod = new HelmRelease(this, system, "istiod", Versions.chart("istiod"), controlPlane);
        cni = new HelmRelease(this, nodes, CNI, Versions.chart("istio-cni"), cniValues(cluster, controlPlane));
        CustomResources strict = new CustomResources(
                this,
                system,
                "mesh-policy",
                monitoring.isPresent() ? List.of(strictMtls(), tracing()) : List.of(strictMtls()));
        Order.after(istiod, base);
        Order.after(cni, istiod);
        Order.after(strict, cni);
        // sidecars ask from every namespace of the mesh, and the API server's address is the cloud's
        NetworkRules rules = new NetworkRules(this, "istiod", system)
                .allowFrom("sidecars", Peer.ANYONE, XDS_PORT)
                .allowFrom("api-server", Peer.ANYONE, WEBHOOK_PORT)
                .allowToKubernetesApi();
        monitoring.ifPresent(by -> rules.allowFrom("prometheus", Monitoring.prometheus(by), METRICS_PORT));
        Order.afterAllOf(istiod, rules);
        Order.afterAllOf(cni, new NetworkRules(new Construct(this, "agents"), CNI, nodes).allowToKubernetesApi());
    }

    /**
     * What must be there before objects of Istio and pods of the mesh are made. For some seconds after istiod restarted it refuses both;
     * the plug-in of the network, which comes after it and restarts on every node whenever istiod changes, takes longer.
     */
    HelmRelease ready() {
        return cni;
    }

    /** The namespace of who asks sidecars and gateways for their numbers; empty where nobody does. */
    Optional<String> monitoring() {
        return monitoring;
    }

    private static Values istiodValues(KubernetesCluster cluster, MeshConfig config, Optional<String> traces) {
        Values values = global(cluster)
                .set("global.proxy.clusterDomain", cluster.domain())
                .set("autoscaleMin", config.istiodReplicas())
                .set("autoscaleMax", config.istiodReplicas() + 3)
                .set("cni.enabled", true)
                // the chart's 2 GiB are for thousands of pods; istiod takes about 1 MiB a pod and 100 MiB for itself
                .set("resources", ChartValues.resources("100m", "256Mi", "1Gi"))
                // otherwise it asks the nodes, which an istiod that is stopping no longer knows: pods of Jobs would
                // then never complete
                .set("env.ENABLE_NATIVE_SIDECARS", "true")
                .set("seccompProfile.type", "RuntimeDefault")
                .set("meshConfig.outboundTrafficPolicy.mode", "ALLOW_ANY");
        traces.ifPresent(namespace -> values.set("meshConfig.enableTracing", true)
                .set(
                        "meshConfig.extensionProviders",
                        List.of(Values.of("name", TRACES)
                                .set(
                                        "opentelemetry.service",
                                        Monitoring.TRACES_SERVICE + "." + namespace + ".svc." + cluster.domain())
                                .set("opentelemetry.port", Monitoring.TRACES_PORT))));
        return values;
    }

    private static Values cniValues(KubernetesCluster cluster, Values controlPlane) {
        return global(cluster)
                .set("podAnnotations.chatstack\\.dev/istiod", HelmRelease.fingerprint(controlPlane))
                .set("resources", ChartValues.resources("20m", "64Mi", "256Mi"));
    }

    private static Values global(KubernetesCluster cluster) {
        return Values.of("global", Values.none().set("platform", cluster.istioPlatform()));
    }

    /** One request in a hundred: enough to see where time goes. */
    private static Values tracing() {
        return Values.object("telemetry.istio.io/v1", "Telemetry", "default")
                .set(
                        "spec.tracing",
                        List.of(Values.of("providers", List.of(Map.of("name", TRACES)))
                                .set("randomSamplingPercentage", 1)));
    }

    private static Values strictMtls() {
        return Values.object("security.istio.io/v1", "PeerAuthentication", "default")
                .set("spec.mtls.mode", "STRICT");
    }
}
