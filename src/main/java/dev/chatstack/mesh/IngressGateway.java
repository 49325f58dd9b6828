package dev.chatstack.mesh;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.MeshConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.platform.ChartValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.constructs.Construct;

/** The mesh's door: proxies behind a load balancer with a fixed address. Which host goes where is said by the chat's stack. */
public final class IngressGateway extends Construct {
    /** Namespace of the gateway; certificates are Secrets in it. */
    public static final String NAMESPACE = "istio-ingress";

    /** Name of the gateway and of its Service. */
    public static final String NAME = "istio-ingressgateway";

    private static final int REDIRECT_PORT = 80;
    private static final int STATUS_PORT = 15021;

    private final Namespace namespace;

    /** Installs it for {@code door}. */
    public IngressGateway(Construct scope, KubernetesCluster cluster, MeshConfig config, Door door, IstioMesh mesh) {
        super(scope, "ingress-gateway");
        int maxReplicas = config.gatewayReplicas() + 2;
        namespace = new Namespace(this, NAMESPACE, cluster, Namespace.Mesh.INSIDE, 2 * maxReplicas);
        mesh.monitoring().ifPresent(namespace::letsSidecarsBeAskedBy);
        HelmRelease gateway = new HelmRelease(
                this,
                namespace,
                NAME,
                Versions.chart("istio-gateway"),
                values(cluster, door.exposure(), config.gatewayReplicas(), maxReplicas));
        Order.after(gateway, mesh.ready());
        new NetworkRules(this, NAME, namespace)
                .allowFrom("clients", Peer.ANYONE, ports(door.exposure()).toArray(Integer[]::new))
                .allowFrom("health-checks", Peer.ANYONE, STATUS_PORT)
                .allowTo("mesh", Peer.ANY_POD, door.leadsTo().ports());
        Order.allAfter(new MeshAuthorization(this, namespace), mesh.ready());
    }

    /** Where its certificate is. */
    public Namespace namespace() {
        return namespace;
    }

    /** How people come, and where they are led. */
    public record Door(ExposureConfig.IstioGateway exposure, HostIngress.Target leadsTo) {}

    /** The ports on which it listens for {@code exposure}. */
    public static List<Integer> ports(ExposureConfig.IstioGateway exposure) {
        return exposure.plainHttp() ? List.of(exposure.port()) : List.of(exposure.port(), REDIRECT_PORT);
    }

    private static Values values(
            KubernetesCluster cluster, ExposureConfig.IstioGateway exposure, int minReplicas, int maxReplicas) {
        return Values.of("service.ports", chartPorts(exposure))
                .set(
                        "service.annotations",
                        exposure.internal()
                                ? cluster.internalLoadBalancerAnnotations()
                                : cluster.loadBalancerAnnotations())
                .set("service.loadBalancerSourceRanges", exposure.clients())
                // keeps the address of the person who connects
                .set("service.externalTrafficPolicy", "Local")
                .set("service.loadBalancerIP", exposure.internal() ? Optional.empty() : cluster.publicAddress())
                .set("autoscaling.minReplicas", minReplicas)
                .set("autoscaling.maxReplicas", maxReplicas)
                .set("podDisruptionBudget.maxUnavailable", 1)
                // the chart's own, which may listen on port 80, and what the restricted standard requires as well
                .set(
                        "securityContext.sysctls",
                        List.of(Map.of("name", "net.ipv4.ip_unprivileged_port_start", "value", "0")))
                .set("securityContext.seccompProfile.type", "RuntimeDefault")
                .set("resources", ChartValues.resources("100m", "128Mi", "1Gi"))
                // its image has no tag, so that a node which has the image would still ask a registry
                .set("imagePullPolicy", "IfNotPresent");
    }

    private static List<Values> chartPorts(ExposureConfig.IstioGateway exposure) {
        return Stream.concat(
                        Stream.of(ChartValues.port("status-port", STATUS_PORT)),
                        ports(exposure).stream().map(number -> ChartValues.port("tcp-" + number, number)))
                .toList();
    }
}
