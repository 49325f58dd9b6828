package dev.chatstack.config.rules;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;

/** What a cluster that exists must bring. */
public final class ExistingRules {
    private ExistingRules() {}

    public static void check(EnvironmentConfig config, Findings findings) {
        if (config.cloud() instanceof ExistingClusterConfig existing
                && existing.databaseStorageClass() == null
                && existing.platform() != null
                && existing.platform() != ExistingClusterConfig.Platform.K3S) {
            findings.refuse(
                    "cloud.databaseStorageClass", "is required: `kubectl get storageclass` lists them", "nothing");
        }
    }
}
