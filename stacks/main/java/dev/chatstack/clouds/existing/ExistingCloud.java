package dev.chatstack.clouds.existing;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.existing.ExistingCluster;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.doctor.Check;
import dev.chatstack.doctor.CloudChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cluster that somebody else runs: it has no stack of its own. */
public record ExistingCloud(ExistingClusterConfig config) implements ClusterCloud {
    /** Policies of Longhorn under which a node with the only copy of a stopped volume may go. */
    private static final Set<String> DRAINABLE = Set.of("allow-if-replica-is-stopped", "always-allow");

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
        List<Check> checks = new ArrayList<>();
        checks.add(Check.succeeds(
                "cluster of the context " + config.context(),
                "kubectl config get-contexts shows those that there are; cloud.context and cloud.kubeconfig choose one",
                kubectl("get", "--raw", "/readyz")));
        if (config.platform() == ExistingClusterConfig.Platform.K3S
                && config.databaseStorageClass().isEmpty()) {
            checks.add(nodesCanBeDrained());
        }
        return new CloudChecks(true, checks, "the cluster's Ingress controller or router");
    }

    /** Each volume of the database has one copy, on its pod's node, and Longhorn's default protects the last copy from every drain. */
    private Check nodesCanBeDrained() {
        return new Check(
                "nodes with a database's disk can be drained",
                List.of(kubectl(
                        "-n",
                        "longhorn-system",
                        "get",
                        "settings.longhorn.io",
                        "node-drain-policy",
                        "-o",
                        "jsonpath={.value}")),
                policy -> DRAINABLE.contains(policy.trim())
                        ? Optional.empty()
                        : Optional.of("Longhorn's node-drain-policy is `" + policy.trim() + "`, so a drain never ends"),
                "set the policy to allow-if-replica-is-stopped, see docs/chathub.md");
    }

    private String[] kubectl(String... words) {
        List<String> command = new ArrayList<>(List.of(
                "kubectl",
                "--kubeconfig",
                config.kubeconfig().replaceFirst("^~", System.getProperty("user.home")),
                "--context",
                config.context(),
                "--request-timeout=20s"));
        command.addAll(List.of(words));
        return command.toArray(String[]::new);
    }
}
