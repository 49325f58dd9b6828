package dev.chatstack.workload.backup;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.ObjectStore;
import dev.chatstack.config.Destination;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Outward;
import dev.chatstack.kubernetes.pod.EnvValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where backups are kept, as the scripts reach it.
 *
 * @param path what the scripts call {@code BACKUP_STORE}
 * @param volume the claim that is mounted there; empty for a store of objects
 */
public record BackupStore(String path, Map<String, EnvValue> environment, Optional<String> volume) {
    public static final String FOLDER = "/backups";

    private static final String RCLONE = "RCLONE_CONFIG_STORE_";

    /** Stands for S3 in any region. */
    private static final String AMAZON = "https://s3.amazonaws.com";

    /** The one that {@code config} asks for; {@code claim} is the name of the volume, should it be one. */
    static BackupStore of(BackupStoreConfig config, KubernetesCluster cluster, String claim) {
        return switch (config) {
            case BackupStoreConfig.S3 s3 -> s3(s3);
            case BackupStoreConfig.Volume volume -> new BackupStore(FOLDER, Map.of(), Optional.of(claim));
            case BackupStoreConfig.Bucket bucket -> bucket(cluster.backupStore().orElseThrow());
            case BackupStoreConfig.Directory directory ->
                throw new IllegalStateException(
                        "backups.store: a cluster cannot use the folder " + directory.path() + " of a machine");
        };
    }

    private static BackupStore bucket(ObjectStore bucket) {
        Map<String, EnvValue> environment = new TreeMap<>();
        bucket.environment().forEach((key, value) -> environment.put(key, new EnvValue.Plain(value)));
        return new BackupStore(bucket.path(), environment, Optional.empty());
    }

    /** Lets the workload of {@code rules} reach the store that {@code config} asks for; a volume needs no path. */
    static void openPaths(NetworkRules rules, BackupConfig config) {
        Outward outward = new Outward(rules);
        switch (config.store()) {
            case BackupStoreConfig.S3 s3 ->
                outward.to(List.of(Destination.of(
                                "store", "backup.store.endpoint", s3.endpoint().orElse(AMAZON))))
                        .toPlaces(config.reaches());
            case BackupStoreConfig.Bucket bucket -> rules.allowToBuckets();
            case BackupStoreConfig.Volume volume -> {}
            case BackupStoreConfig.Directory directory -> {}
        }
    }

    /** Another folder of the same store. */
    String folder(String name) {
        return (volume.isPresent() ? path : path.substring(0, path.lastIndexOf('/'))) + "/" + name;
    }

    /** The same store at another of its folders. */
    BackupStore at(String name) {
        return new BackupStore(folder(name), environment, volume);
    }

    /** The same for who deletes from it; a store of ours has an identity for that, and no key. */
    BackupStore deleting(BackupStoreConfig config) {
        if (!(config instanceof BackupStoreConfig.S3 s3) || s3.retentionSecret().isEmpty()) {
            return this;
        }
        Map<String, EnvValue> keys = new TreeMap<>(environment);
        keys.putAll(keys(s3.retentionSecret().get()));
        return new BackupStore(path, keys, volume);
    }

    public static BackupStore s3(BackupStoreConfig.S3 s3) {
        Map<String, EnvValue> environment = new TreeMap<>();
        environment.put(RCLONE + "TYPE", new EnvValue.Plain("s3"));
        environment.put(RCLONE + "PROVIDER", new EnvValue.Plain(s3.endpoint().isEmpty() ? "AWS" : "Other"));
        environment.put(RCLONE + "REGION", new EnvValue.Plain(s3.region()));
        environment.putAll(keys(s3.secret()));
        s3.endpoint().ifPresent(url -> environment.put(RCLONE + "ENDPOINT", new EnvValue.Plain(url)));
        return new BackupStore("store:" + s3.bucket() + "/mongodb", environment, Optional.empty());
    }

    private static Map<String, EnvValue> keys(String secret) {
        return Map.of(
                RCLONE + "ACCESS_KEY_ID", EnvValue.secret(secret, "accessKey"),
                RCLONE + "SECRET_ACCESS_KEY", EnvValue.secret(secret, "secretKey"));
    }
}
