package dev.chatstack.clouds.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderDefaultTags;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.aws.ExistingEksCluster;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.platform.AwsLoadBalancerController;
import dev.chatstack.platform.ClusterAutoscaler;
import dev.chatstack.stacks.CloudStacks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** EKS on Amazon Web Services. */
public record AwsStacks(AwsNames names, EnvironmentConfig environment) implements CloudStacks {
    /** Two of the one controller, one of the other, and as many again while they are replaced. */
    private static final int CONTROLLER_PODS = 6;

    @Override
    public Optional<TerraformStack> cluster(Construct scope, String id) {
        return Optional.of(new AwsClusterStack(scope, id, names, environment));
    }

    @Override
    public String kubeconfigCommand() {
        return names.kubeconfigCommand();
    }

    @Override
    public KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        if (kubeconfig.isEmpty()) {
            provider(stack, names);
        }
        return new ExistingEksCluster(stack, names, kubeconfig);
    }

    @Override
    public Optional<HelmRelease> controllers(TerraformStack platform, KubernetesCluster cluster) {
        Namespace namespace =
                new Namespace(platform, AwsNames.CONTROLLERS, cluster, Namespace.Mesh.OUTSIDE, CONTROLLER_PODS);
        String region = names.config().region();
        new ClusterAutoscaler(
                platform,
                namespace,
                new ClusterAutoscaler.Setup(
                        names.cluster(),
                        region,
                        names.config().kubernetesVersion(),
                        AwsNames.CLUSTER_AUTOSCALER,
                        ExistingEksCluster.POD_IDENTITY));
        AwsLoadBalancerController loadBalancers = new AwsLoadBalancerController(
                platform,
                namespace,
                new AwsLoadBalancerController.Setup(
                        names.cluster(),
                        region,
                        names.network(),
                        AwsNames.LOAD_BALANCER_CONTROLLER,
                        ExistingEksCluster.POD_IDENTITY));
        return Optional.of(loadBalancers.release());
    }

    /** Signs in as the person or the machine that runs Terraform, and goes no further in another account than the file's. */
    static void provider(TerraformStack stack, AwsNames names) {
        AwsProvider.Builder.create(stack, "aws")
                .region(names.config().region())
                .allowedAccountIds(List.of(names.config().accountId()))
                .defaultTags(List.of(AwsProviderDefaultTags.builder()
                        .tags(Map.of("environment", names.environment(), "managed-by", "chatstack"))
                        .build()))
                .build();
    }
}
