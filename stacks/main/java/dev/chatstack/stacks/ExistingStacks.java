package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.existing.ExistingCluster;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import java.util.Optional;
import software.constructs.Construct;

/** A cluster that somebody else runs: it has no stack of its own. */
record ExistingStacks(ExistingClusterConfig config) implements CloudStacks {
    @Override
    public Optional<TerraformStack> cluster(Construct scope, String id) {
        return Optional.empty();
    }

    @Override
    public String kubeconfigCommand() {
        return new ExistingCluster(config, Optional.empty()).kubeconfigCommand();
    }

    @Override
    public KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        return new ExistingCluster(config, kubeconfig);
    }
}
