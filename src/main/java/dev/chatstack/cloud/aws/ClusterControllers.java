package dev.chatstack.cloud.aws;

import dev.chatstack.cloud.aws.PodIdentity.ServiceAccountName;
import java.util.Optional;
import software.constructs.Construct;

/** What the cluster's own controllers may do on AWS. The platform stack installs them under the same names. */
public final class ClusterControllers extends Construct {
    /**
     * Gives the controller of load balancers and the autoscaler of {@code cluster} their roles; the first may associate
     * {@code webAcl}.
     */
    public ClusterControllers(Construct scope, AwsNames names, EksCluster cluster, Optional<String> webAcl) {
        super(scope, "controllers");
        new PodIdentity(
                this,
                names,
                cluster,
                new ServiceAccountName(AwsNames.CONTROLLERS, AwsNames.LOAD_BALANCER_CONTROLLER),
                LoadBalancerPermissions.statements(names, webAcl));
        new PodIdentity(
                this,
                names,
                cluster,
                new ServiceAccountName(AwsNames.CONTROLLERS, AwsNames.CLUSTER_AUTOSCALER),
                autoscaling(names));
    }

    /** It sees every group of the account, for AWS cannot restrict that, and changes only the size of this environment's cluster. */
    private static Statement[] autoscaling(AwsNames names) {
        return new Statement[] {
            Statement.allow(
                            "autoscaling:DescribeAutoScalingGroups",
                            "autoscaling:DescribeAutoScalingInstances",
                            "autoscaling:DescribeLaunchConfigurations",
                            "autoscaling:DescribeScalingActivities",
                            "autoscaling:DescribeTags",
                            "ec2:DescribeImages",
                            "ec2:DescribeInstanceTypes",
                            "ec2:DescribeLaunchTemplateVersions",
                            "ec2:GetInstanceTypesFromInstanceRequirements")
                    .on("*"),
            Statement.allow("eks:DescribeNodegroup").on(names.arn("eks", "nodegroup/" + names.cluster() + "/*")),
            Statement.allow("autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup")
                    .on(names.arn("autoscaling", "autoScalingGroup:*"))
                    .when("StringEquals", "aws:ResourceTag/k8s.io/cluster-autoscaler/" + names.cluster(), "owned")
        };
    }
}
