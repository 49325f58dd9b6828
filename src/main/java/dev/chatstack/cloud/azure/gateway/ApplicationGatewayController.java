package dev.chatstack.cloud.azure.gateway;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.platform.ChartValues;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Writes what the Ingresses of one namespace say into the Application Gateway, under its own identity and without a password.
 *
 * <p>Its chart mounts a folder of the node for clusters without workload identity, so its namespace cannot be restricted; as a user that
 * is nobody it cannot read what lies there, and needs none of it.
 */
public final class ApplicationGatewayController extends Construct {
    private static final String NAMESPACE = "application-gateway";

    /** Contains the chart's name, so the chart uses it for its service account as it is. */
    private static final String NAME = "ingress-azure";

    /** Who it is in the cluster, for the identity in Azure that trusts it. */
    public static final String SERVICE_ACCOUNT = NAMESPACE + ":" + NAME;

    /** The controller, its successor while it is upgraded, and the job that cleans up after it. */
    private static final int MAX_PODS = 3;

    private final HelmRelease release;

    /** Installs it for the Ingresses of {@code watched}. */
    public ApplicationGatewayController(Construct scope, KubernetesCluster cluster, Gateway gateway, String watched) {
        super(scope, "gateway-controller");
        Namespace namespace = Namespace.forControllers(this, NAMESPACE, cluster, MAX_PODS);
        release = new HelmRelease(this, namespace, NAME, Versions.chart("ingress-azure"), values(gateway, watched));
    }

    /** What runs it. */
    public HelmRelease release() {
        return release;
    }

    /**
     * The gateway that it writes.
     *
     * @param id resource id of the gateway
     * @param clientId client id of the identity that may write it
     */
    public record Gateway(String id, String clientId) {}

    private static Values values(Gateway gateway, String watched) {
        return Values.of("appgw.applicationGatewayID", gateway.id())
                .set("armAuth.type", "workloadIdentity")
                .set("armAuth.identityClientID", gateway.clientId())
                .set("rbac.enabled", true)
                .set("image.pullPolicy", "IfNotPresent")
                .set("kubernetes.watchNamespace", watched)
                .set("kubernetes.securityContext", ChartValues.restrictedPod(Pod.NOBODY))
                .set("kubernetes.containerSecurityContext", ChartValues.restrictedContainer())
                // it converts the certificate there, with its key
                .set(
                        "kubernetes.volumes.extraVolumes",
                        List.of(Values.of("name", "tmp")
                                .set("emptyDir", Map.of("medium", "Memory", "sizeLimit", "16Mi"))))
                .set("kubernetes.volumes.extraVolumeMounts", List.of(Map.of("name", "tmp", "mountPath", "/tmp")))
                .set("kubernetes.resources", ChartValues.resources("50m", "128Mi", "256Mi"));
    }
}
