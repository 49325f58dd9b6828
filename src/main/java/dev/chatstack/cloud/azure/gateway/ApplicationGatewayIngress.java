package dev.chatstack.cloud.azure.gateway;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.network.HostIngress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an Ingress says to the controller of an Application Gateway; a browser stays with the pod it began with. */
public final class ApplicationGatewayIngress {
    private static final String ANNOTATION = "appgw.ingress.kubernetes.io/";

    private static final Map<String, String> BEHAVIOUR = Map.ofEntries(
            Map.entry("ssl-redirect", "true"),
            // Rocket.Chat's fallback for browsers without WebSocket spreads one session over many requests
            Map.entry("cookie-based-affinity", "true"),
            // the default of 30 seconds cuts large uploads
            Map.entry("request-timeout", "3600"),
            Map.entry("connection-draining", "true"),
            Map.entry("connection-draining-timeout", "60"),
            // a pod that is gone gets no more requests after ten seconds; the controller needs a minute to say so
            Map.entry("health-probe-interval", "5"),
            Map.entry("health-probe-timeout", "5"),
            Map.entry("health-probe-unhealthy-threshold", "2"));

    private ApplicationGatewayIngress() {}

    /** For {@code exposure} to pods that answer {@code healthy} at {@code healthPath}. */
    public static HostIngress.Controller of(
            ExposureConfig.ApplicationGateway exposure, String healthPath, String healthy) {
        Map<String, String> annotations = new HashMap<>();
        BEHAVIOUR.forEach((name, value) -> annotations.put(ANNOTATION + name, value));
        if (exposure.internal()) {
            annotations.put(ANNOTATION + "use-private-ip", "true");
        }
        annotations.put(ANNOTATION + "health-probe-path", healthPath);
        annotations.put(ANNOTATION + "health-probe-status-codes", healthy);
        return new HostIngress.Controller(
                "azure-application-gateway", true, Optional.of(exposure.tlsSecret()), annotations, false);
    }
}
