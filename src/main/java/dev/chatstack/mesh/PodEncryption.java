package dev.chatstack.mesh;

import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.CustomResources;
import dev.chatstack.kubernetes.charts.Values;
import software.constructs.Construct;

/**
 * Makes sidecars encrypt what goes to each pod of a Service by its own address. Left to itself the mesh stops encrypting for all of
 * them as soon as one pod with their label has no sidecar, and then every one refuses.
 */
public final class PodEncryption extends Construct {
    /** For the headless Services of {@code namespace}, which is in the mesh. */
    public PodEncryption(Construct scope, Namespace namespace) {
        super(scope, "pod-encryption-" + namespace.name());
        new CustomResources(
                this,
                namespace,
                "mesh-pod-encryption",
                namespace.headlessServices().stream()
                        .map(service -> Values.object("networking.istio.io/v1", "DestinationRule", service)
                                .set("spec.host", namespace.host(service))
                                .set("spec.trafficPolicy.tls.mode", "ISTIO_MUTUAL"))
                        .toList());
    }
}
