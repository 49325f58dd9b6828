package dev.chatstack.workload;

import com.hashicorp.cdktf.providers.kubernetes.ingress_v1.*;
import dev.chatstack.config.ExposureConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Leads one host name from an application load balancer of AWS straight to the pods of one Service; a browser stays with the pod it
 * began with.
 */
public final class AlbIngress extends Construct {
    private static final String ANNOTATION = "alb.ingress.kubernetes.io/";

    /** TLS 1.2 and 1.3; without one AWS takes its policy of 2016, which speaks 1.0. */
    private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    /** A WebSocket is silent for half a minute at most; an hour also lets slow uploads end. */
    private static final int IDLE_SECONDS = 3600;

    /** Rocket.Chat's fallback for browsers without WebSocket spreads one session over many requests. */
    private static final int STICKY_SECONDS = 86400;

    /** As long as a pod is given to stop. */
    private static final int DEREGISTRATION_SECONDS = 30;

    private final IngressV1 ingress;

    /** Defines it for {@code host}; the load balancer gets the name {@code loadBalancer}. */
    public AlbIngress(Construct scope, Namespace namespace, String host, ExposureConfig.Alb exposure, Target target) {
        super(scope, "ingress");
        ingress = IngressV1.Builder.create(this, "Default")
                .metadata(IngressV1Metadata.builder()
                        .name(target.service())
                        .namespace(namespace.name())
                        .annotations(annotations(exposure, target))
                        .build())
                .spec(IngressV1Spec.builder()
                        .ingressClassName("alb")
                        .rule(List.of(rule(host, target)))
                        .tls(List.of(
                                IngressV1SpecTls.builder().hosts(List.of(host)).build()))
                        .build())
                .waitForLoadBalancer(true)
                .build();
        Order.after(this, namespace);
    }

    /** Where requests go, and the name of the load balancer through which. */
    public record Target(String service, int port, String loadBalancer) {}

    /** The name to which the DNS record of the host points. */
    public String address() {
        return ingress.getStatus()
                .get(0)
                .getLoadBalancer()
                .get(0)
                .getIngress()
                .get(0)
                .getHostname();
    }

    private static Map<String, String> annotations(ExposureConfig.Alb exposure, Target target) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("load-balancer-name", target.loadBalancer());
        annotations.put("scheme", "internet-facing");
        annotations.put("target-type", "ip");
        annotations.put("inbound-cidrs", String.join(",", exposure.clients()));
        annotations.put("listen-ports", "[{\"HTTP\":80},{\"HTTPS\":443}]");
        annotations.put("ssl-redirect", "443");
        annotations.put("ssl-policy", TLS_POLICY);
        annotations.put("healthcheck-path", exposure.healthCheckPath());
        annotations.put("healthcheck-interval-seconds", "15");
        annotations.put("success-codes", "200");
        annotations.put(
                "load-balancer-attributes",
                "idle_timeout.timeout_seconds=" + IDLE_SECONDS
                        + ",routing.http.drop_invalid_header_fields.enabled=true");
        annotations.put(
                "target-group-attributes",
                "deregistration_delay.timeout_seconds=" + DEREGISTRATION_SECONDS
                        + ",stickiness.enabled=true,stickiness.type=lb_cookie,stickiness.lb_cookie.duration_seconds="
                        + STICKY_SECONDS);
        // without an ARN the controller takes the account's certificate for the host
        if (exposure.certificateArn() != null) {
            annotations.put("certificate-arn", exposure.certificateArn());
        }
        Map<String, String> named = new TreeMap<>();
        annotations.forEach((name, value) -> named.put(ANNOTATION + name, value));
        return named;
    }

    private static IngressV1SpecRule rule(String host, Target target) {
        return IngressV1SpecRule.builder()
                .host(host)
                .http(IngressV1SpecRuleHttp.builder()
                        .path(List.of(IngressV1SpecRuleHttpPath.builder()
                                .path("/")
                                .pathType("Prefix")
                                .backend(IngressV1SpecRuleHttpPathBackend.builder()
                                        .service(IngressV1SpecRuleHttpPathBackendService.builder()
                                                .name(target.service())
                                                .port(IngressV1SpecRuleHttpPathBackendServicePort.builder()
                                                        .number(target.port())
                                                        .build())
                                                .build())
                                        .build())
                                .build()))
                        .build())
                .build();
    }
}
