package dev.chatstack.workload;

import dev.chatstack.kubernetes.CustomResources;
import dev.chatstack.kubernetes.HostIngress;
import dev.chatstack.kubernetes.Namespace;
import java.util.List;
import java.util.Map;
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
        new CustomResources(this, namespace, target.service() + "-route", List.of(route(host, target)));
    }

    private static Map<String, ?> route(String host, HostIngress.Target target) {
        return Map.of(
                "apiVersion",
                "route.openshift.io/v1",
                "kind",
                "Route",
                "metadata",
                Map.of(
                        "name", target.service(),
                        "annotations",
                                Map.of(
                                        // large uploads, and WebSockets that are idle for an hour
                                        "haproxy.router.openshift.io/timeout", "1h",
                                        "haproxy.router.openshift.io/timeout-tunnel", "1h",
                                        "haproxy.router.openshift.io/hsts_header", "max-age=31536000")),
                "spec",
                Map.of(
                        "host", host,
                        "to", Map.of("kind", "Service", "name", target.service(), "weight", 100),
                        "port", Map.of("targetPort", "http"),
                        "tls", Map.of("termination", "edge", "insecureEdgeTerminationPolicy", "Redirect")));
    }
}
