package dev.chatstack.workload.wayin;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.network.HostIngress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an Ingress says to a controller that the cluster has, such as Traefik. */
public final class NamedIngress {
    private NamedIngress() {}

    /** For {@code exposure}, with the certificate in {@code tlsSecret}. */
    public static HostIngress.Controller of(ExposureConfig.Ingress exposure, String tlsSecret) {
        return of(exposure, tlsSecret, Map.of());
    }

    /** For {@code exposure}, with annotations that the configuration may override. */
    public static HostIngress.Controller of(
            ExposureConfig.Ingress exposure, String tlsSecret, Map<String, String> ours) {
        Map<String, String> annotations = new TreeMap<>(ours);
        annotations.putAll(exposure.annotations());
        exposure.issuer().ifPresent(issuer -> annotations.put("cert-manager.io/cluster-issuer", issuer));
        return new HostIngress.Controller(
                exposure.className(), !exposure.plainHttp(), Optional.of(tlsSecret), annotations, false);
    }
}
