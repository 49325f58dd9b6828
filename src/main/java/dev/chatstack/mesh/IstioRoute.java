package dev.chatstack.mesh;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.network.HostIngress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.constructs.Construct;

/** Leads one host name from the mesh's gateway to one Service; a browser stays with the pod it began with. */
public final class IstioRoute extends Construct {
    private static final String AFFINITY_COOKIE = "chatstack-affinity";

    /** Defines the route of {@code host}. */
    public IstioRoute(
            Construct scope,
            Namespace namespace,
            String host,
            ExposureConfig.IstioGateway exposure,
            HostIngress.Target target) {
        super(scope, "route");
        new CustomResources(this, namespace, target.name() + "-route", objects(host, exposure, target));
    }

    private static List<Values> objects(String host, ExposureConfig.IstioGateway exposure, HostIngress.Target target) {
        Stream<String> services = Stream.concat(
                Stream.of(target.service()), target.elsewhere().stream().map(HostIngress.Branch::service));
        return Stream.concat(
                        Stream.of(gateway(host, exposure, target), route(host, target)),
                        services.distinct().map(service -> affinity(service, exposure)))
                .toList();
    }

    private static Values gateway(String host, ExposureConfig.IstioGateway exposure, HostIngress.Target target) {
        return Values.object("networking.istio.io/v1", "Gateway", target.name())
                .set("spec.selector.istio", "ingressgateway")
                .set(
                        "spec.servers",
                        exposure.plainHttp()
                                ? List.of(server(host, exposure.port(), "HTTP"))
                                : List.of(
                                        server(host, exposure.port(), "HTTPS")
                                                .set("tls.mode", "SIMPLE")
                                                .set("tls.credentialName", exposure.tlsSecret())
                                                .set("tls.minProtocolVersion", "TLSV1_2"),
                                        server(host, 80, "HTTP").set("tls.httpsRedirect", true)));
    }

    private static Values server(String host, int port, String protocol) {
        return Values.of("hosts", List.of(host))
                .set("port.number", port)
                .set("port.name", protocol.toLowerCase(Locale.ROOT) + "-" + port)
                .set("port.protocol", protocol);
    }

    /**
     * The first destination that fits is taken. Without a timeout, which is Istio's default: a WebSocket is a request that lasts for
     * hours.
     */
    private static Values route(String host, HostIngress.Target target) {
        List<Values> destinations = new ArrayList<>();
        for (HostIngress.Branch branch : target.elsewhere()) {
            destinations.add(destination(branch.service(), branch.port())
                    .set("match", List.of(Values.of("uri.prefix", branch.path()))));
        }
        destinations.add(destination(target.service(), target.port()));
        return Values.object("networking.istio.io/v1", "VirtualService", target.name())
                .set("spec.hosts", List.of(host))
                .set("spec.gateways", List.of(target.name()))
                .set("spec.http", destinations);
    }

    private static Values destination(String service, int port) {
        return Values.of("route", List.of(Values.of("destination.host", service).set("destination.port.number", port)));
    }

    /** Rocket.Chat's fallback for browsers without WebSocket spreads one session over many requests. */
    private static Values affinity(String service, ExposureConfig.IstioGateway exposure) {
        Values cookie = Values.of("name", AFFINITY_COOKIE).set("path", "/").set("ttl", "0s");
        List<Values> attributes = new ArrayList<>(List.of(Values.of("name", "HttpOnly")));
        if (!exposure.plainHttp()) {
            attributes.add(Values.of("name", "Secure"));
        }
        return Values.object("networking.istio.io/v1", "DestinationRule", service)
                .set("spec.host", service)
                .set("spec.trafficPolicy.loadBalancer.consistentHash.httpCookie", cookie.set("attributes", attributes));
    }
}
