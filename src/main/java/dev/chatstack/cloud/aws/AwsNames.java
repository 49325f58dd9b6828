package dev.chatstack.cloud.aws;

import dev.chatstack.cloud.ResourceTags;
import dev.chatstack.config.cloud.AwsConfig;
import java.util.List;
import java.util.Map;

/** The names on which the stacks of an environment agree. The later ones find by them what the first has made. */
public record AwsNames(String environment, AwsConfig config) {
    /** Namespace of the controllers that act on AWS for the cluster. */
    public static final String CONTROLLERS = "aws-controllers";

    /** Service account of the controller that makes load balancers. */
    public static final String LOAD_BALANCER_CONTROLLER = "aws-load-balancer-controller";

    /** Service account of the autoscaler of the nodes. */
    public static final String CLUSTER_AUTOSCALER = "cluster-autoscaler";

    /** Tag of the volumes of which snapshots are made; its value is the environment. */
    public static final String SNAPSHOT_TAG = "chatstack-snapshots";

    /** The network; its tag {@code Name}, by which the controller of load balancers finds it. */
    public String network() {
        return environment;
    }

    /** How the chart of that controller says which VPC it is. */
    public Map<String, String> vpc() {
        return config.network()
                .existing()
                .map(existing -> Map.of("vpcId", existing.vpcId()))
                .orElseGet(() -> Map.of("vpcTags.Name", network()));
    }

    /** Subnets of a VPC that exists in which load balancers are; none in a new one, where tags tell them. */
    public List<String> loadBalancerSubnets(boolean internal) {
        return config.network()
                .existing()
                .map(existing -> internal ? existing.privateSubnetIds() : existing.publicSubnetIds())
                .orElse(List.of());
    }

    /** The EKS cluster. */
    public String cluster() {
        return environment;
    }

    /** The command with which a person gets a kubeconfig. */
    public String kubeconfigCommand() {
        return "aws eks update-kubeconfig --name %s --region %s".formatted(cluster(), config.region())
                + config.iam().assumeRole().map(role -> " --role-arn " + role).orElse("");
    }

    /** The log group into which EKS writes; EKS decides its name. */
    String controlPlaneLogs() {
        return "/aws/eks/" + cluster() + "/cluster";
    }

    /** The log group of the network. */
    public String flowLogs() {
        return "/chatstack/" + environment + "/network";
    }

    /** A role of this environment; roles know no region. */
    String role(String purpose) {
        return environment + "-" + purpose;
    }

    /** A bucket; its name is unique in the world because an account's id is. */
    public String bucket(String purpose) {
        return environment + "-" + purpose + "-" + config.accountId();
    }

    /** What stands on every resource. */
    public ResourceTags tags() {
        return new ResourceTags(config.tags());
    }

    /** The load balancer of the chat. */
    String loadBalancer() {
        return environment + "-chat";
    }

    /** The ARN of something of this account and region, for example {@code log-group:/aws/eks/…}. */
    public String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, config.region(), config.accountId(), resource);
    }
}
