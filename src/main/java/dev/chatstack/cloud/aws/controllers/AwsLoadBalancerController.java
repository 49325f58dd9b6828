package dev.chatstack.cloud.aws.controllers;

import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.charts.HelmRelease;
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

    /** Installs it into {@code namespace} for the cluster that {@code setup} describes. */
    public AwsLoadBalancerController(Construct scope, Namespace namespace, Setup setup) {
        super(scope, NAME);
        NetworkRules rules = new NetworkRules(this, NAME, namespace)
                .allowFrom("api-server", Peer.ANYONE, WEBHOOK_PORT)
                .allowTo("apis", Peer.ANYONE, 443)
                .allowToIdentity(setup.identity());
        release = new HelmRelease(this, namespace, NAME, Versions.chart(NAME), values(setup));
        Order.afterAllOf(release, rules);
    }

    /**
     * Where it works.
     *
     * @param network tag {@code Name} of the network, by which it finds its id: pods have no metadata to read it from
     * @param serviceAccount the one that has its role
     * @param identity where its pods ask for the credentials of that role
     */
    public record Setup(String cluster, String region, String network, String serviceAccount, CloudIdentity identity) {}

    /** What must be there before a load balancer is asked for, and after the last one is gone. */
    public HelmRelease release() {
        return release;
    }

    private static Map<String, ?> values(Setup setup) {
        return Map.ofEntries(
                Map.entry("clusterName", setup.cluster()),
                Map.entry("region", setup.region()),
                Map.entry("vpcTags", Map.of("Name", setup.network())),
                Map.entry("serviceAccount", Map.of("name", setup.serviceAccount())),
                Map.entry("defaultTargetType", "ip"),
                // its webhook would claim every Service of the cluster, and refuse them all whenever it is down
                Map.entry("enableServiceMutatorWebhook", false),
                // the role has no permission for these
                Map.entry("enableShield", false),
                Map.entry("enableWaf", false),
                Map.entry("enableWafv2", false),
                Map.entry("podDisruptionBudget", Map.of("maxUnavailable", 1)),
                Map.entry("podSecurityContext", Map.of("seccompProfile", Map.of("type", "RuntimeDefault"))),
                Map.entry("securityContext", Map.of("capabilities", Map.of("drop", List.of("ALL")))),
                Map.entry("resources", ChartValues.resources("50m", "128Mi", "256Mi")));
    }
}
