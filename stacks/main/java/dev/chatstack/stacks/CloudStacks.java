package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.clouds.aws.AwsStacks;
import dev.chatstack.clouds.azure.AzureStacks;
import dev.chatstack.clouds.google.GoogleStacks;
import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.kubernetes.charts.HelmRelease;
import java.util.Optional;
import software.constructs.Construct;

/** What differs between clouds when the stacks of an environment are put together. */
public interface CloudStacks {
    /** The stack that makes the cluster; empty for a cluster that exists. */
    Optional<TerraformStack> cluster(Construct scope, String id);

    /** The cluster as a later stack finds it, by its name; with a {@code kubeconfig} the cloud is asked nothing. */
    KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig);

    /** The command with which a person gets a kubeconfig; known without the cloud and without Terraform. */
    String kubeconfigCommand();

    /** Installs what makes load balancers and nodes of the cloud; the result must be there before a load balancer is asked for. */
    default Optional<HelmRelease> controllers(TerraformStack platform, KubernetesCluster cluster) {
        return Optional.empty();
    }

    /** Those of the cloud that {@code environment} names. */
    static CloudStacks of(Environment environment) {
        CloudConfig cloud = environment.config().cloud();
        if (cloud instanceof GoogleConfig google) {
            return new GoogleStacks(new GoogleNames(environment.name(), google), environment.config());
        }
        if (cloud instanceof AwsConfig aws) {
            return new AwsStacks(new AwsNames(environment.name(), aws), environment.config());
        }
        if (cloud instanceof ExistingClusterConfig existing) {
            return new ExistingStacks(existing);
        }
        if (cloud instanceof AzureConfig azure) {
            return new AzureStacks(new AzureNames(environment.name(), azure), environment.config());
        }
        throw new IllegalStateException("no stacks for " + cloud.getClass());
    }
}
