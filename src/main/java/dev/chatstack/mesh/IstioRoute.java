package dev.chatstack.mesh;

import static dev.chatstack.kubernetes.charts.CustomResources.manifest;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.network.HostIngress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.constructs.Construct;

/** Leads one host name from the mesh's gateway to one Service; a browser stays with the pod it began with. */
public final class IstioRoute extends Construct {
    private static final String AFFINITY_COOKIE = "chatstack-affinity";

    /** Defines it for {@code host}. */
    public IstioRoute(
            Construct scope,
            Namespace namespace,
            String host,
            ExposureConfig.IstioGateway exposure,
            HostIngress.Target target) {
        super(scope, "route");
        new CustomResources(this, namespace, target.name() + "-route", objects(host, exposure, target));
    }

    private static List<Map<String, ?>> objects(
            String host, ExposureConfig.IstioGateway exposure, HostIngress.Target target) {
        List<Map<String, ?>> objects = new ArrayList<>();
        objects.add(gateway(host, exposure, target));
        objects.add(route(host, target));
        objects.add(affinity(target.service()));
        target.elsewhere().stream()
                .map(HostIngress.Branch::service)
                .distinct()
                .forEach(service -> objects.add(affinity(service)));
        return objects;
    }

    private static Map<String, ?> gateway(
            String host, ExposureConfig.IstioGateway exposure, HostIngress.Target target) {
        List<Map<String, ?>> servers = new ArrayList<>();
        if (exposure.plainHttp()) {
            servers.add(Map.of("port", port(exposure.port(), "HTTP"), "hosts", List.of(host)));
        } else {
            servers.add(Map.of(
                    "port", port(exposure.port(), "HTTPS"),
                    "hosts", List.of(host),
                    "tls",
                            Map.of(
                                    "mode", "SIMPLE",
                                    "credentialName", exposure.tlsSecret(),
                                    "minProtocolVersion", "TLSV1_2")));
            servers.add(Map.of("port", port(80, "HTTP"), "hosts", List.of(host), "tls", Map.of("httpsRedirect", true)));
        }
        return manifest(
                "networking.istio.io/v1",
                "Gateway",
                target.name(),
                Map.of("spec", Map.of("selector", Map.of("istio", "ingressgateway"), "servers", servers)));
    }

    private static Map<String, ?> port(int number, String protocol) {
        return Map.of("number", number, "name", protocol.toLowerCase(Locale.ROOT) + "-" + number, "protocol", protocol);
    }

    /** Without a timeout, which is Istio's default: a WebSocket is a request that lasts for hours. */
    private static Map<String, ?> route(String host, HostIngress.Target target) {
        return manifest(
                "networking.istio.io/v1",
                "VirtualService",
                target.name(),
                Map.of(
                        "spec",
                        Map.of(
                                "hosts", List.of(host),
                                "gateways", List.of(target.name()),
                                "http", destinations(target))));
    }

    /** The first that fits is taken. */
    private static List<Map<String, ?>> destinations(HostIngress.Target target) {
        List<Map<String, ?>> destinations = new ArrayList<>();
        for (HostIngress.Branch branch : target.elsewhere()) {
            destinations.add(Map.of(
                    "match", List.of(Map.of("uri", Map.of("prefix", branch.path()))),
                    "route", destination(branch.service(), branch.port())));
        }
        destinations.add(Map.of("route", destination(target.service(), target.port())));
        return destinations;
    }

    private static List<Map<String, ?>> destination(String service, int port) {
        return List.of(Map.of("destination", Map.of("host", service, "port", Map.of("number", port))));
    }

    /** Rocket.Chat's fallback for browsers without WebSocket spreads one session over many requests. */
    private static Map<String, ?> affinity(String service) {
        return manifest(
                "networking.istio.io/v1",
                "DestinationRule",
                service,
                Map.of(
                        "spec",
                        Map.of(
                                "host",
                                service,
                                "trafficPolicy",
                                Map.of(
                                        "loadBalancer",
                                        Map.of(
                                                "consistentHash",
                                                Map.of(
                                                        "httpCookie",
                                                        Map.of(
                                                                "name", AFFINITY_COOKIE,
                                                                "path", "/",
                                                                "ttl", "0s")))))));
    }
}
