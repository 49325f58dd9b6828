package dev.chatstack.cloud.aws.controllers;

import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.platform.ChartValues;
import dev.chatstack.platform.monitoring.Monitoring;
import dev.chatstack.platform.monitoring.PodMonitor;
import java.util.Map;
import software.constructs.Construct;

/** Makes nodes for pods that find no room, and removes those that are not needed: EKS does neither by itself. */
public final class ClusterAutoscaler extends Construct {
    private static final String NAME = "cluster-autoscaler";

    /** The chart names its pods by the cloud. */
    private static final String WORKLOAD = "aws-cluster-autoscaler";

    private static final int METRICS_PORT = 8085;

    /** How Prometheus finds it: its port has no name. */
    public static final PodMonitor MONITOR = new PodMonitor(
            NAME,
            Map.of(Pod.NAME_LABEL, WORKLOAD),
            Map.of("any", true),
            Map.of("portNumber", METRICS_PORT, "path", "/metrics"));

    /** Installs it into {@code namespace} for the cluster that {@code setup} describes. */
    public ClusterAutoscaler(Construct scope, Namespace namespace, Setup setup) {
        super(scope, NAME);
        NetworkRules rules = new NetworkRules(this, WORKLOAD, namespace)
                .allowTo("apis", Peer.ANYONE, 443)
                .allowToIdentity(setup.identity())
                .allowFrom("prometheus", Monitoring.prometheus(Namespace.SYSTEM), METRICS_PORT);
        HelmRelease release = new HelmRelease(this, namespace, NAME, Versions.chart(NAME), values(setup));
        Order.afterAllOf(release, rules);
    }

    /**
     * Where it works.
     *
     * @param kubernetesVersion minor version of the cluster, for it simulates that version's scheduler
     * @param serviceAccount the one that has its role
     * @param identity where its pods ask for the credentials of that role
     */
    public record Setup(
            String cluster, String region, String kubernetesVersion, String serviceAccount, CloudIdentity identity) {}

    private static Map<String, ?> values(Setup setup) {
        return Map.of(
                "cloudProvider", "aws",
                "awsRegion", setup.region(),
                "autoDiscovery", Map.of("clusterName", setup.cluster()),
                "image", image(setup.kubernetesVersion()),
                "rbac", Map.of("serviceAccount", Map.of("name", setup.serviceAccount())),
                "extraArgs",
                        Map.of(
                                "balance-similar-node-groups", true,
                                // the alert about nodes at their maximum counts by group
                                "emit-per-nodegroup-metrics", true,
                                "expander", "least-waste",
                                "skip-nodes-with-local-storage", false,
                                "skip-nodes-with-system-pods", false),
                "securityContext", ChartValues.restrictedPod(Pod.NOBODY),
                "containerSecurityContext", ChartValues.restrictedContainer(),
                "resources", ChartValues.resources("50m", "128Mi", "512Mi"));
    }

    private static Map<String, ?> image(String kubernetesVersion) {
        String image = Versions.image(NAME + "-" + kubernetesVersion);
        int colon = image.lastIndexOf(':');
        return Map.of("repository", image.substring(0, colon), "tag", image.substring(colon + 1));
    }
}
