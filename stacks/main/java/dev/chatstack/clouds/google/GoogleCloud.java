package dev.chatstack.clouds.google;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.provider.GoogleProvider;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.google.ExistingGkeCluster;
import dev.chatstack.cloud.google.GoogleNames;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.doctor.CloudChecks;
import java.util.Optional;

/** GKE on Google Cloud. */
public record GoogleCloud(GoogleNames names, EnvironmentConfig environment) implements ClusterCloud {
    @Override
    public CloudChecks checks() {
        return CloudChecks.ofCluster(GoogleChecks.of(names.config()));
    }

    @Override
    public Optional<ClusterStack> cluster() {
        return Optional.of((scope, id) -> new GoogleClusterStack(scope, id, names, environment));
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
    static void provider(TerraformStack stack, String project, String region) {
        GoogleProvider.Builder.create(stack, "google")
                .project(project)
                .region(region)
                .build();
    }
}
