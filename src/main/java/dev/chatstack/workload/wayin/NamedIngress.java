package dev.chatstack.workload.wayin;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.network.Peer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an Ingress says to a controller that the cluster has, such as Traefik. */
public final class NamedIngress {
    private NamedIngress() {}

    /** What connects to the pods: the controller's own pods, and the networks that the file names besides. */
    public static Peer controller(ExposureConfig.Ingress exposure) {
        Peer.Single pods = new Peer.InNamespace(exposure.controllerNamespace());
        return exposure.controllerNetworks().isEmpty()
                ? pods
                : new Peer.AnyOf(Stream.concat(
                                Stream.of(pods),
                                exposure.controllerNetworks().stream().map(Peer.Addresses::new))
                        .toList());
    }

    /** For {@code exposure}, with the certificate in {@code tlsSecret}. */
    public static HostIngress.Controller of(ExposureConfig.Ingress exposure, String tlsSecret) {
        return of(exposure, tlsSecret, Map.of());
    }

    /** For {@code exposure}, with annotations that the configuration may override. */
    public static HostIngress.Controller of(
            ExposureConfig.Ingress exposure, String tlsSecret, Map<String, String> ours) {
        Map<String, String> annotations = new TreeMap<>(ours);
        exposure.annotations().forEach((key, text) -> annotations.put(key, text.literal()));
        exposure.issuer()
                .ifPresent(issuer -> annotations.put(exposure.issuerKind().annotation(), issuer));
        return new HostIngress.Controller(
                exposure.className(), !exposure.plainHttp(), Optional.of(tlsSecret), annotations, false);
    }
}
