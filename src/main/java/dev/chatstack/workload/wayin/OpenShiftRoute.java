package dev.chatstack.workload.wayin;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.network.HostIngress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Leads one host name from OpenShift's router to one Service. The router ends TLS, leads plain requests to it, and keeps a browser
 * with the pod it began with.
 */
public final class OpenShiftRoute extends Construct {
    /** Namespace of the router's pods. */
    public static final String ROUTER_NAMESPACE = "openshift-ingress";

    /** Defines it for {@code host}. */
    public OpenShiftRoute(Construct scope, Namespace namespace, String host, HostIngress.Target target) {
        super(scope, "route");
        new CustomResources(this, namespace, target.name() + "-route", routes(host, target));
    }

    private static List<Map<String, ?>> routes(String host, HostIngress.Target target) {
        List<Map<String, ?>> routes = new ArrayList<>();
        routes.add(route(host, target.name(), target.service(), Map.of()));
        target.elsewhere()
                .forEach(branch -> routes.add(route(
                        host,
                        branch.service() + branch.path().replace('/', '-'),
                        branch.service(),
                        Map.of("path", branch.path()))));
        return routes;
    }

    private static Map<String, ?> route(String host, String name, String service, Map<String, ?> path) {
        Map<String, Object> spec = new TreeMap<>(path);
        spec.put("host", host);
        spec.put("to", Map.of("kind", "Service", "name", service, "weight", 100));
        spec.put("port", Map.of("targetPort", "http"));
        spec.put("tls", Map.of("termination", "edge", "insecureEdgeTerminationPolicy", "Redirect"));
        return Map.of(
                "apiVersion",
                "route.openshift.io/v1",
                "kind",
                "Route",
                "metadata",
                Map.of(
                        "name",
                        name,
                        "annotations",
                        Map.of(
                                // large uploads, and WebSockets that are idle for an hour
                                "haproxy.router.openshift.io/timeout", "1h",
                                "haproxy.router.openshift.io/timeout-tunnel", "1h",
                                "haproxy.router.openshift.io/hsts_header", "max-age=31536000")),
                "spec",
                spec);
    }
}
