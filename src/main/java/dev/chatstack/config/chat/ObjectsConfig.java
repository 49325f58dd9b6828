package dev.chatstack.config.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.BucketName;
import dev.chatstack.config.values.Bytes;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.StoreUrl;

/** Where Tailchat keeps files: anything that speaks S3. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "store")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ObjectsConfig.SeaweedFs.class, name = "seaweedfs"),
    @JsonSubTypes.Type(value = ObjectsConfig.Minio.class, name = "minio"),
    @JsonSubTypes.Type(value = ObjectsConfig.External.class, name = "external")
})
public sealed interface ObjectsConfig {
    /** SeaweedFS in the cluster. */
    @About("SeaweedFS on three nodes, every file on two of them")
    record SeaweedFs(
            @About("volume of each of the three servers; it can grow, never shrink") @Default("20Gi") @Bytes
            String volume)
            implements ObjectsConfig {}

    /** MinIO in the cluster. */
    @About("MinIO on three nodes, from its last public image of 2025, which gets no fixes any more")
    record Minio(
            @About("volume of each of the three servers; it can grow, never shrink") @Default("20Gi") @Bytes
            String volume)
            implements ObjectsConfig {}

    /** A bucket that exists. */
    @About("an existing S3 bucket")
    record External(
            @About("URL of the store, without the bucket") @StoreUrl
            String endpoint,

            @About("name of an existing bucket") @BucketName String bucket,

            @SecretKeys({"accessKey", "secretKey"})
            @About("name of a Secret with `accessKey` and `secretKey`")
            @SecretName
            String secret)
            implements ObjectsConfig {}
}
