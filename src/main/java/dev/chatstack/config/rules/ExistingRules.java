package dev.chatstack.config.rules;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.ExistingClusterConfig;

/** What a cluster that exists must bring. */
final class ExistingRules {
    private ExistingRules() {}

    static void check(EnvironmentConfig config, Findings findings) {
        if (config.cloud() instanceof ExistingClusterConfig existing
                && existing.databaseStorageClass() == null
                && existing.platform() != null
                && existing.platform() != ExistingClusterConfig.Platform.K3S) {
            findings.refuse(
                    "cloud.databaseStorageClass", "is required: `kubectl get storageclass` lists them", "nothing");
        }
    }
}
