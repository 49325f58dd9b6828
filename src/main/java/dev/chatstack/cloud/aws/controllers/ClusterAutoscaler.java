package dev.chatstack.cloud.aws.controllers;

import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.ImageReference;
import dev.chatstack.kubernetes.charts.ImageSource;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.platform.ChartValues;
import dev.chatstack.platform.monitoring.Monitoring;
import dev.chatstack.platform.monitoring.PodMonitor;
import java.util.Map;
import software.constructs.Construct;

/** Makes nodes for pods that find no room, and removes those that are not needed: EKS does neither automatically. */
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

    /** Installs it into {@code namespace} for the cluster that {@code cluster} describes; the namespace {@code monitoring} asks it for numbers. */
    public ClusterAutoscaler(Construct scope, Namespace namespace, ScaledCluster cluster, String monitoring) {
        super(scope, NAME);
        NetworkRules rules = new NetworkRules(this, WORKLOAD, namespace)
                .allowToApis()
                .allowToIdentity(cluster.identity())
                .allowFrom("prometheus", Monitoring.prometheus(monitoring), METRICS_PORT);
        HelmRelease release = new HelmRelease(
                this,
                namespace,
                NAME,
                Versions.chart(NAME),
                values(cluster, namespace.outside().images()));
        Order.afterAllOf(release, rules);
    }

    /**
     * The cluster whose nodes are made and removed.
     *
     * @param kubernetesVersion minor version of the cluster, for it simulates that version's scheduler
     * @param serviceAccount the one that has its role
     * @param identity where its pods ask for the credentials of that role
     */
    public record ScaledCluster(
            String name, String region, String kubernetesVersion, String serviceAccount, CloudIdentity identity) {}

    private static Values values(ScaledCluster cluster, ImageSource images) {
        return Values.of("cloudProvider", "aws")
                .set("awsRegion", cluster.region())
                .set("autoDiscovery.clusterName", cluster.name())
                .set("image", image(images.of(Versions.imageFor(NAME, cluster.kubernetesVersion()))))
                .set("rbac.serviceAccount.name", cluster.serviceAccount())
                .set("extraArgs.balance-similar-node-groups", true)
                // the alert about nodes at their maximum counts by group
                .set("extraArgs.emit-per-nodegroup-metrics", true)
                .set("extraArgs.expander", "least-waste")
                .setAll(false, "extraArgs.skip-nodes-with-local-storage", "extraArgs.skip-nodes-with-system-pods")
                .set("securityContext", ChartValues.restrictedPod(Pod.NOBODY))
                .set("containerSecurityContext", ChartValues.restrictedContainer())
                .set("resources", ChartValues.resources("50m", "128Mi", "512Mi"));
    }

    private static Values image(String image) {
        ImageReference name = ImageReference.of(image);
        return Values.of("repository", name.repository()).set("tag", name.tag());
    }
}
