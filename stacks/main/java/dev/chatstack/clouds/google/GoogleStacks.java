package dev.chatstack.clouds.google;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.provider.GoogleProvider;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.google.ExistingGkeCluster;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.stacks.CloudStacks;
import java.util.Optional;
import software.constructs.Construct;

/** GKE on Google Cloud. */
public record GoogleStacks(GoogleNames names, EnvironmentConfig environment) implements CloudStacks {
    @Override
    public Optional<TerraformStack> cluster(Construct scope, String id) {
        return Optional.of(new GoogleClusterStack(scope, id, names, environment));
    }

    @Override
    public String kubeconfigCommand() {
        return names.kubeconfigCommand();
    }

    @Override
    public KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        if (kubeconfig.isEmpty()) {
            provider(stack, names.config().project(), names.config().region());
        }
        return new ExistingGkeCluster(stack, names, kubeconfig);
    }

    /** Signs in as the person or the machine that runs Terraform. */
    public static void provider(TerraformStack stack, String project, String region) {
        GoogleProvider.Builder.create(stack, "google")
                .project(project)
                .region(region)
                .build();
    }
}
