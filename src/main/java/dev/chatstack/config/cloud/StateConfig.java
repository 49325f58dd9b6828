package dev.chatstack.config.cloud;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.BucketName;
import dev.chatstack.config.values.ResourceName;
import dev.chatstack.config.values.network.StoreRegion;
import jakarta.validation.constraints.Pattern;

/** Where Terraform keeps what it knows. Each stack has its own state. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "backend")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StateConfig.Local.class, name = "local"),
    @JsonSubTypes.Type(value = StateConfig.Gcs.class, name = "gcs"),
    @JsonSubTypes.Type(value = StateConfig.S3.class, name = "s3"),
    @JsonSubTypes.Type(value = StateConfig.AzureBlob.class, name = "azurerm")
})
public sealed interface StateConfig {
    /** Files in the folder {@code state/} of the machine that deploys. */
    @About("files in the folder state/ of this machine; for one person trying things out")
    record Local() implements StateConfig {}

    /** A bucket of Google Cloud Storage, locked while in use. */
    @About("a Google Cloud Storage bucket, locked while in use")
    record Gcs(
            @About("name of an existing bucket with versioning") @BucketName
            String bucket) implements StateConfig {}

    /** An S3 bucket, locked with a file next to the state. */
    @About("an S3 bucket, locked while in use")
    record S3(
            @About("name of an existing bucket with versioning") @BucketName
            String bucket,

            @About("region of the bucket") @StoreRegion String region)
            implements StateConfig {}

    /** A container of an Azure storage account, locked by a lease. */
    @About("a blob container of an Azure storage account, locked while in use")
    record AzureBlob(
            @About("resource group of the storage account")
            @Pattern(
                    regexp = "[-_.()a-zA-Z0-9]{0,89}[-_()a-zA-Z0-9]",
                    message = "must be the name of a resource group: letters, digits and -_.(), at most 90")
            String resourceGroup,

            @About("name of an existing storage account with blob versioning")
            @Pattern(regexp = "[a-z0-9]{3,24}", message = "must be 3 to 24 lower-case letters and digits")
            String storageAccount,

            @About("blob container for the states") @Default("tfstate") @ResourceName
            String container)
            implements StateConfig {}
}
