package dev.chatstack.config.rules;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;

/** A backup that nobody can make is no backup. */
public final class BackupRules {
    private BackupRules() {}

    public static void check(EnvironmentConfig config, Findings findings) {
        boolean ours = config.mongodb() != null && config.mongodb().external() == null;
        if (ours
                && config.cloud() instanceof ExistingClusterConfig
                && config.backup() != null
                && config.backup().store() instanceof BackupStoreConfig.Bucket) {
            findings.refuse(
                    "backup.store.in",
                    "must be s3 or volume on a cluster that exists, for nothing makes a bucket there",
                    "bucket");
        }
    }
}
