package dev.chatstack.config.rules;

import dev.chatstack.config.MeshConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;

/** What a cluster that exists must bring. */
public final class ExistingRules {
    private ExistingRules() {}

    public static void check(Blocks blocks, Findings findings) {
        if (blocks.has(MeshConfig.class)) {
            blocks.find(ExistingClusterConfig.class)
                    .filter(ExistingClusterConfig::namespacesExist)
                    .ifPresent(existing -> findings.refuse(
                            "cloud.namespacesExist",
                            "must be left out with mesh, because the mesh labels the namespaces",
                            true));
        }
        blocks.find(ExistingClusterConfig.class)
                .filter(existing -> existing.platform() != ExistingClusterConfig.Platform.K3S)
                .filter(existing -> existing.databaseStorageClass().isEmpty())
                .ifPresent(existing -> findings.refuse(
                        "cloud.databaseStorageClass", "is required: `kubectl get storageclass` lists them", "nothing"));
    }
}
