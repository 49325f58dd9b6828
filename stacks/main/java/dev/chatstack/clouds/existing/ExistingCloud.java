package dev.chatstack.clouds.existing;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.existing.ExistingCluster;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.doctor.Check;
import dev.chatstack.doctor.CloudChecks;
import java.util.List;
import java.util.Optional;

/** A cluster that somebody else runs: it has no stack of its own. */
public record ExistingCloud(ExistingClusterConfig config) implements ClusterCloud {
    @Override
    public Optional<ClusterStack> cluster() {
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

    @Override
    public CloudChecks checks() {
        Check ready = Check.succeeds(
                "cluster of the context " + config.context(),
                "kubectl config get-contexts shows those that there are; cloud.context and cloud.kubeconfig choose one",
                "kubectl",
                "--kubeconfig",
                config.kubeconfig().replaceFirst("^~", System.getProperty("user.home")),
                "--context",
                config.context(),
                "--request-timeout=20s",
                "get",
                "--raw",
                "/readyz");
        return new CloudChecks(true, List.of(ready), "the cluster's Ingress controller or router");
    }
}
