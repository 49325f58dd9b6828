package dev.chatstack.config.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Existing;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.BucketName;
import dev.chatstack.config.values.Bytes;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.StoreRegion;
import dev.chatstack.config.values.network.StoreUrl;
import java.util.Optional;

/** Where files that people send are kept. Only stores that Rocket.Chat can use. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "store")
@JsonSubTypes({
    @JsonSubTypes.Type(value = UploadsConfig.GridFs.class, name = "gridfs"),
    @JsonSubTypes.Type(value = UploadsConfig.Filesystem.class, name = "filesystem"),
    @JsonSubTypes.Type(value = UploadsConfig.S3.class, name = "s3"),
    @JsonSubTypes.Type(value = UploadsConfig.Gcs.class, name = "gcs")
})
public sealed interface UploadsConfig {
    /** In the database, with the messages. */
    @About("in the database; for few and small files, for every backup then holds them all")
    record GridFs() implements UploadsConfig {}

    /** A volume that all pods share. */
    @About("on a volume that every pod mounts")
    record Filesystem(
            @About("size of the volume; can grow, never shrink") @Default("20Gi") @Bytes
            String size,

            @Existing(Existing.Kind.STORAGE_CLASS)
            @About("a storage class that several nodes can mount at once (ReadWriteMany); required without"
                    + " existingClaim")
            Optional<@ResourceName String> storageClass,

            @Existing(Existing.Kind.CLAIM)
            @About("name of a PersistentVolumeClaim in the namespace of the chat, instead of a new one; with several"
                    + " servers it must be ReadWriteMany")
            Optional<@ResourceName String> existingClaim)
            implements UploadsConfig {}

    /** A bucket, by workload identity or with a key. */
    @About("in an S3 bucket, or one that speaks its language")
    record S3(
            @About("name of the bucket; left out on AWS, the one that the cluster's stack makes")
            Optional<@BucketName String> bucket,

            @About("region of the bucket; left out on AWS, that of the cluster")
            Optional<@StoreRegion String> region,

            @About("URL of a store other than Amazon's") Optional<@StoreUrl String> endpoint,

            @SecretKeys({"accessKey", "secretKey"})
            @About("name of a Secret with `accessKey` and `secretKey`; left out, the pods' own identity is used")
            Optional<@SecretName String> secret)
            implements UploadsConfig {}

    /** A bucket of Google, with the key of a service account: Rocket.Chat knows no workload identity for it. */
    @About("in a Google Cloud Storage bucket")
    record Gcs(
            @About("name of the bucket; left out on GKE, the one that the cluster's stack makes")
            Optional<@BucketName String> bucket,

            @SecretKeys({"email", "key"})
            @About("name of a Secret with `email` and `key` of a service account; Rocket.Chat can use no workload "
                    + "identity here")
            @SecretName
            String secret)
            implements UploadsConfig {}
}
