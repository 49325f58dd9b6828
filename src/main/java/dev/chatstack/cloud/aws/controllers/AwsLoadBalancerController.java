package dev.chatstack.cloud.aws.controllers;

import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.cloud.ResourceTags;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.platform.ChartValues;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Makes a load balancer of AWS for every Ingress of the class {@code alb} and for every Service that asks for one.
 *
 * <p>What it makes is not in Terraform's state: whatever asks for a load balancer must go before it does, or the load balancer stays
 * and holds on to the network.
 */
public final class AwsLoadBalancerController extends Construct {
    /** The class of its Ingresses. */
    public static final String INGRESS_CLASS = "alb";

    private static final String NAME = "aws-load-balancer-controller";
    private static final int WEBHOOK_PORT = 9443;

    private final HelmRelease release;

    /**
     * Installs it into {@code namespace} for the cluster that {@code cluster} describes. Only one that {@code filters} asks AWS WAF,
     * and then takes every web ACL off its load balancers that no Ingress names.
     */
    public AwsLoadBalancerController(Construct scope, Namespace namespace, BalancedCluster cluster, boolean filters) {
        super(scope, NAME);
        NetworkRules rules = new NetworkRules(this, NAME, namespace)
                .allowFrom("api-server", Peer.ANYONE, WEBHOOK_PORT)
                .allowToApis()
                .allowToIdentity(cluster.identity());
        release = new HelmRelease(this, namespace, NAME, Versions.chart(NAME), values(cluster, filters));
        Order.afterAllOf(release, rules);
    }

    /**
     * The cluster whose Ingresses and Services get load balancers.
     *
     * @param vpc the value of the chart that says which VPC it is: pods have no metadata to read it from
     * @param serviceAccount the one that has its role
     * @param tags of what it makes
     * @param identity where its pods ask for the credentials of that role
     */
    public record BalancedCluster(
            String name,
            String region,
            Map<String, String> vpc,
            String serviceAccount,
            CloudIdentity identity,
            ResourceTags tags) {}

    /** What must be there before a load balancer is asked for, and after the last one is gone. */
    public HelmRelease release() {
        return release;
    }

    private static Values values(BalancedCluster cluster, boolean filters) {
        Values values = Values.of("clusterName", cluster.name())
                .set("region", cluster.region())
                .set("serviceAccount.name", cluster.serviceAccount())
                .set("defaultTargetType", "ip")
                // its webhook would claim every Service of the cluster, and refuse them all whenever it is down
                .set("enableServiceMutatorWebhook", false)
                // the role has no permission for these
                .setAll(false, "enableShield", "enableWaf")
                .set("enableWafv2", filters)
                .set("podDisruptionBudget.maxUnavailable", 1)
                .set("podSecurityContext.seccompProfile.type", "RuntimeDefault")
                .set("securityContext.capabilities.drop", List.of("ALL"))
                .set("resources", ChartValues.resources("50m", "128Mi", "256Mi"));
        cluster.vpc().forEach(values::set);
        return cluster.tags().isEmpty()
                ? values
                : values.set("defaultTags", cluster.tags().given());
    }
}
