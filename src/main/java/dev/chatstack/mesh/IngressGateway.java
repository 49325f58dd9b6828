package dev.chatstack.mesh;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.MeshConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.platform.ChartValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** The mesh's door: proxies behind a load balancer with a fixed address. Which host goes where is said by the chat's stack. */
public final class IngressGateway extends Construct {
    /** Namespace of the gateway; certificates are Secrets in it. */
    public static final String NAMESPACE = "istio-ingress";

    /** Name of the gateway and of its Service. */
    public static final String NAME = "istio-ingressgateway";

    private static final int REDIRECT_PORT = 80;
    private static final int STATUS_PORT = 15021;

    /** The chart's own, which may listen on port 80, and what the <em>restricted</em> standard asks for beside it. */
    private static final Map<String, ?> RESTRICTED = Map.of(
            "sysctls", List.of(Map.of("name", "net.ipv4.ip_unprivileged_port_start", "value", "0")),
            "seccompProfile", Map.of("type", "RuntimeDefault"));

    /** Installs it for {@code exposure}. */
    public IngressGateway(
            Construct scope,
            KubernetesCluster cluster,
            MeshConfig config,
            ExposureConfig.IstioGateway exposure,
            IstioMesh mesh) {
        super(scope, "ingress-gateway");
        int maxReplicas = config.gatewayReplicas() + 2;
        Namespace namespace = new Namespace(this, NAMESPACE, cluster, Namespace.Mesh.INSIDE, 2 * maxReplicas);
        List<Integer> ports = ports(exposure);
        HelmRelease gateway = new HelmRelease(
                this,
                namespace,
                NAME,
                Versions.chart("istio-gateway"),
                values(cluster, config, exposure, ports, maxReplicas));
        Order.after(gateway, mesh.controlPlane());
        new NetworkRules(this, NAME, namespace)
                .allowFrom("clients", Peer.ANYONE, ports.toArray(Integer[]::new))
                .allowFrom("health-checks", Peer.ANYONE, STATUS_PORT)
                .allowTo("mesh", Peer.ANY_POD, 3000);
        Order.allAfter(new MeshAuthorization(this, namespace), mesh.controlPlane());
    }

    /** The ports on which it listens for {@code exposure}. */
    public static List<Integer> ports(ExposureConfig.IstioGateway exposure) {
        return exposure.plainHttp() ? List.of(exposure.port()) : List.of(exposure.port(), REDIRECT_PORT);
    }

    private static Map<String, ?> values(
            KubernetesCluster cluster,
            MeshConfig config,
            ExposureConfig.IstioGateway exposure,
            List<Integer> ports,
            int maxReplicas) {
        Map<String, Object> service = new HashMap<>();
        service.put("ports", ports(ports));
        service.put("annotations", cluster.loadBalancerAnnotations());
        service.put("loadBalancerSourceRanges", exposure.clients());
        // keeps the address of the person who connects
        service.put("externalTrafficPolicy", "Local");
        cluster.publicAddress().ifPresent(address -> service.put("loadBalancerIP", address));
        return Map.of(
                "service", service,
                "autoscaling", Map.of("minReplicas", config.gatewayReplicas(), "maxReplicas", maxReplicas),
                "podDisruptionBudget", Map.of("maxUnavailable", 1),
                "securityContext", RESTRICTED,
                "resources", ChartValues.resources("100m", "128Mi", "1Gi"));
    }

    private static List<Map<String, ?>> ports(List<Integer> numbers) {
        List<Map<String, ?>> ports = new ArrayList<>();
        ports.add(ChartValues.port("status-port", STATUS_PORT));
        numbers.forEach(number -> ports.add(ChartValues.port("tcp-" + number, number)));
        return ports;
    }
}
