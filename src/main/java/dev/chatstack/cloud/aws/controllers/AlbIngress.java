package dev.chatstack.cloud.aws.controllers;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.network.HostIngress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an Ingress says to the AWS Load Balancer Controller: an application load balancer straight to the pods; a browser stays with
 * the pod it began with.
 */
public final class AlbIngress {
    private static final String ANNOTATION = "alb.ingress.kubernetes.io/";

    /** TLS 1.2 and 1.3; without one AWS takes its policy of 2016, which speaks 1.0. */
    private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    /** A WebSocket is silent for half a minute at most; an hour also lets slow uploads end. */
    private static final int IDLE_SECONDS = 3600;

    /** Rocket.Chat's fallback for browsers without WebSocket spreads one session over many requests. */
    private static final int STICKY_SECONDS = 86400;

    /** As long as a pod is given to stop. */
    private static final int DEREGISTRATION_SECONDS = 30;

    private AlbIngress() {}

    /**
     * For {@code exposure}; the load balancer gets the name {@code loadBalancer}, {@code isProtected} keeps people from deleting it, and
     * pods that answer {@code healthy} live. It is in {@code subnets}; where none are named, its controller looks for their tags.
     */
    public static HostIngress.Controller of(
            ExposureConfig.Alb exposure,
            String loadBalancer,
            boolean isProtected,
            String healthy,
            List<String> subnets) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("load-balancer-name", loadBalancer);
        annotations.put("scheme", exposure.internal() ? "internal" : "internet-facing");
        annotations.put("target-type", "ip");
        annotations.put("inbound-cidrs", String.join(",", exposure.clients()));
        annotations.put("listen-ports", "[{\"HTTP\":80},{\"HTTPS\":443}]");
        annotations.put("ssl-redirect", "443");
        annotations.put("ssl-policy", TLS_POLICY);
        annotations.put("healthcheck-path", exposure.healthCheckPath());
        annotations.put("healthcheck-interval-seconds", "15");
        annotations.put("success-codes", healthy);
        annotations.put("load-balancer-attributes", attributes(exposure, loadBalancer, isProtected));
        annotations.put(
                "target-group-attributes",
                "deregistration_delay.timeout_seconds=" + DEREGISTRATION_SECONDS
                        + ",stickiness.enabled=true,stickiness.type=lb_cookie,stickiness.lb_cookie.duration_seconds="
                        + STICKY_SECONDS);
        if (!subnets.isEmpty()) {
            annotations.put("subnets", String.join(",", subnets));
        }
        // without an ARN the controller takes the account's certificate for the host
        exposure.certificateArn().ifPresent(arn -> annotations.put("certificate-arn", arn));
        exposure.webAcl().ifPresent(arn -> annotations.put("wafv2-acl-arn", arn));
        Map<String, String> named = new TreeMap<>();
        annotations.forEach((name, value) -> named.put(ANNOTATION + name, value));
        return new HostIngress.Controller(AwsLoadBalancerController.INGRESS_CLASS, true, Optional.empty(), named, true);
    }

    /** Of those that are not named here the controller leaves the values alone. */
    private static String attributes(ExposureConfig.Alb exposure, String loadBalancer, boolean isProtected) {
        String always = "deletion_protection.enabled=" + isProtected + ",idle_timeout.timeout_seconds=" + IDLE_SECONDS
                + ",routing.http.drop_invalid_header_fields.enabled=true";
        return exposure.accessLogs()
                .map(bucket -> always + ",access_logs.s3.enabled=true,access_logs.s3.bucket=" + bucket
                        + ",access_logs.s3.prefix=" + loadBalancer)
                .orElse(always);
    }
}
