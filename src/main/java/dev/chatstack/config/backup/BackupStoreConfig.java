package dev.chatstack.config.backup;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.BucketName;
import dev.chatstack.config.values.Bytes;
import dev.chatstack.config.values.HostFolder;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.StoreRegion;
import dev.chatstack.config.values.network.StoreUrl;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Where backups are kept. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "in")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BackupStoreConfig.Bucket.class, name = "bucket"),
    @JsonSubTypes.Type(value = BackupStoreConfig.Directory.class, name = "directory"),
    @JsonSubTypes.Type(value = BackupStoreConfig.S3.class, name = "s3"),
    @JsonSubTypes.Type(value = BackupStoreConfig.Volume.class, name = "volume")
})
public sealed interface BackupStoreConfig {
    /** Days in which nobody can delete or change what was put there; 0 for no such lock. */
    default int lockDays() {
        return 0;
    }

    /** Where its server is; empty for a store of the environment's own cloud, and for one without a server. */
    default Optional<String> endpoint() {
        return Optional.empty();
    }

    /** Whether the cluster's stack makes it, so that pods have an identity for it. */
    default boolean isMadeHere() {
        return switch (this) {
            case Bucket bucket -> true;
            case Directory directory -> false;
            case S3 s3 -> false;
            case Volume volume -> false;
        };
    }

    /** The bucket of the environment's own cloud. */
    @About("the bucket that the cluster's stack makes in the same cloud, by workload identity and without a key")
    record Bucket(
            @About("days in which nobody can delete or change a backup, not even who deploys; then it can never be "
                    + "lowered or taken back; 0 for no lock")
            @Default("0")
            @Min(0)
            @Max(365)
            int lockDays)
            implements BackupStoreConfig {}

    /** A folder of the Docker host. */
    @About("a folder of the Docker host, which a lost machine takes with it; copy it elsewhere")
    record Directory(
            @About("path of the folder; created if it does not exist") @Default("/var/backups/chatstack") @HostFolder
            String path)
            implements BackupStoreConfig {}

    /** A bucket that exists. */
    @About("an existing S3 bucket, or a store with the same API, with a key")
    record S3(
            @About("name of the bucket; turn on versioning, because anyone with the key can overwrite backups")
            @BucketName
            String bucket,

            @About("region of the bucket") @StoreRegion String region,

            @About("URL of a store other than Amazon's") Optional<@StoreUrl String> endpoint,

            @SecretKeys({"accessKey", "secretKey"})
            @About("name of a Secret with `accessKey` and `secretKey`, which may read and write")
            @SecretName
            String secret,

            @SecretKeys({"accessKey", "secretKey"})
            @About("name of a second Secret, whose key can read and delete, for the job that deletes old backups; "
                    + "by default the first key deletes, too")
            Optional<@SecretName String> retentionSecret,

            @About("days of the lock that the bucket itself has; old backups are deleted after it; 0 for no lock")
            @Default("0")
            @Min(0)
            @Max(365)
            int lockDays)
            implements BackupStoreConfig {}

    /** A volume of the cluster. */
    @About("a volume of the cluster, which a lost cluster takes with it; copy it elsewhere")
    record Volume(
            @About("size of the volume; can grow, never shrink") @Default("100Gi") @Bytes
            String size,

            @Existing(Existing.Kind.STORAGE_CLASS) @About("storage class; by default the cluster's")
            Optional<@ResourceName String> storageClass)
            implements BackupStoreConfig {}
}
