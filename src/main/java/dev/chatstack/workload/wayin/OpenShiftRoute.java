package dev.chatstack.workload.wayin;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.network.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Leads one host name from OpenShift's router to one Service. The router ends TLS, leads plain requests to it, and keeps a browser
 * with the pod it began with.
 */
public final class OpenShiftRoute extends Construct {
    /** The router, by the label that OpenShift puts on its namespace, and on that of host-network traffic where the router is there. */
    public static final Peer ROUTER =
            new Peer.Labelled(Map.of("policy-group.network.openshift.io/ingress", ""), Map.of());

    private static final String ANNOTATION = "metadata.annotations.haproxy\\.router\\.openshift\\.io/";

    private static final String EVERYBODY = "0.0.0.0/0";

    /** Defines the Route of {@code host}, which the router opens to the clients of {@code exposure} alone. */
    public OpenShiftRoute(
            Construct scope,
            Namespace namespace,
            String host,
            ExposureConfig.Route exposure,
            HostIngress.Target target) {
        super(scope, "route");
        List<Values> routes = routes(host, target);
        if (!exposure.clients().equals(List.of(EVERYBODY))) {
            routes.forEach(route -> route.set(ANNOTATION + "ip_whitelist", String.join(" ", exposure.clients())));
        }
        new CustomResources(this, namespace, target.name() + "-route", routes);
    }

    private static List<Values> routes(String host, HostIngress.Target target) {
        List<Values> routes = new ArrayList<>(List.of(route(host, target.name(), target.service())));
        for (HostIngress.Branch branch : target.elsewhere()) {
            routes.add(route(host, branch.service() + branch.path().replace('/', '-'), branch.service())
                    .set("spec.path", branch.path()));
        }
        return routes;
    }

    private static Values route(String host, String name, String service) {
        return Values.object("route.openshift.io/v1", "Route", name)
                // large uploads, and WebSockets that are idle for an hour
                .setAll("1h", ANNOTATION + "timeout", ANNOTATION + "timeout-tunnel")
                .set(ANNOTATION + "hsts_header", "max-age=31536000")
                .set("spec.host", host)
                .set("spec.to", Map.of("kind", "Service", "name", service, "weight", 100))
                .set("spec.port.targetPort", "http")
                .set("spec.tls.termination", "edge")
                .set("spec.tls.insecureEdgeTerminationPolicy", "Redirect");
    }
}
