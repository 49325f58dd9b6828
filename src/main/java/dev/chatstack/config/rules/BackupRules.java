package dev.chatstack.config.rules;

import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.database.ExternalMongoDbConfig;

/** A backup that nobody can make is no backup. */
public final class BackupRules {
    private BackupRules() {}

    public static void check(Blocks blocks, Findings findings) {
        boolean ours = !blocks.has(ExternalMongoDbConfig.class);
        if (!ours) {
            findings.warn(
                    "backup", "mongodb.external is not backed up from here: whoever runs it must do so, and prove it");
            blocks.find(BackupConfig.class)
                    .filter(backup -> !backup.equals(BackupConfig.UNSAID))
                    .ifPresent(backup -> findings.refuse(
                            "backup",
                            "must be left out with mongodb.external, because chatstack backs up only the MongoDB that it runs. Back up your database with its own tools",
                            "a block"));
        }
        if (ours && blocks.has(ExistingClusterConfig.class) && blocks.has(BackupStoreConfig.Bucket.class)) {
            findings.refuse(
                    "backup.store.in",
                    "must be s3 or volume on a cluster that exists, for nothing makes a bucket there",
                    "bucket");
        }
    }
}
