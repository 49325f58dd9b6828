package dev.chatstack.cloud.aws.storage;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.s3_bucket_object_lock_configuration.*;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.*;
import com.hashicorp.cdktf.providers.aws.s3_bucket_policy.S3BucketPolicy;
import com.hashicorp.cdktf.providers.aws.s3_bucket_public_access_block.S3BucketPublicAccessBlock;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.*;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.*;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.aws.Statement;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * A bucket that is never public, answers no plain HTTP, and keeps what is overwritten or deleted for a month. A destroy that would
 * lose data fails.
 */
public final class AwsBucket extends Construct {
    private final String region;
    private final S3Bucket bucket;
    private int lockDays;
    private final ITerraformDependable versioning;

    /** Defines the environment's bucket for {@code purpose}, for example {@code uploads}. */
    public AwsBucket(Construct scope, AwsNames names, String purpose) {
        this(scope, names, purpose, names.config().region());
    }

    private AwsBucket(Construct scope, AwsNames names, String purpose, String region) {
        super(scope, "bucket-" + purpose);
        this.region = region;
        bucket = S3Bucket.Builder.create(this, "Default")
                .bucket(names.bucket(purpose))
                .region(region)
                .forceDestroy(false)
                .build();
        versioning = S3BucketVersioningA.Builder.create(this, "versioning")
                .bucket(bucket.getId())
                .region(region)
                .versioningConfiguration(S3BucketVersioningVersioningConfiguration.builder()
                        .status("Enabled")
                        .build())
                .build();
        encryption(names, region);
        privacy(names.bucket(purpose), region);
        BucketLifetimes.define(this, bucket, region, versioning);
    }

    /**
     * Nobody deletes a version that is younger than {@code days}, neither the account's root nor who deploys; no days, no lock. It cannot
     * be taken back for what is there already.
     */
    public AwsBucket lockedFor(int days) {
        lockDays = days;
        if (days > 0) {
            S3BucketObjectLockConfigurationA.Builder.create(this, "lock")
                    .bucket(bucket.getId())
                    .region(region)
                    .rule(S3BucketObjectLockConfigurationRuleA.builder()
                            .defaultRetention(S3BucketObjectLockConfigurationRuleDefaultRetentionA.builder()
                                    .mode("COMPLIANCE")
                                    .days(days)
                                    .build())
                            .build())
                    .dependsOn(List.of(versioning))
                    .build();
        }
        return this;
    }

    /** See {@link #lockedFor}. */
    int lockDays() {
        return lockDays;
    }

    /** Where the objects of {@code original} are copied to, in {@code region}. */
    static AwsBucket replica(AwsBucket original, AwsNames names, String purpose, String region) {
        // S3 copies what is locked only to where it is locked, too
        return new AwsBucket(original, names, purpose + "-replica", region).lockedFor(original.lockDays());
    }

    String id() {
        return bucket.getId();
    }

    String arn() {
        return bucket.getArn();
    }

    ITerraformDependable versioning() {
        return versioning;
    }

    /** By a key of S3 itself, or the file's: the environment's key would go with the cluster, and with it every backup. */
    private void encryption(AwsNames names, String region) {
        Optional<String> key = names.config().kmsKey();
        var byDefault = S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA.builder()
                .sseAlgorithm(key.isPresent() ? "aws:kms" : "AES256");
        key.ifPresent(byDefault::kmsMasterKeyId);
        var rule = S3BucketServerSideEncryptionConfigurationRuleA.builder()
                .applyServerSideEncryptionByDefault(byDefault.build());
        if (key.isPresent()) {
            // S3 asks the key once for many objects
            rule.bucketKeyEnabled(true);
        }
        S3BucketServerSideEncryptionConfigurationA.Builder.create(this, "encryption")
                .bucket(bucket.getId())
                .region(region)
                .rule(List.of(rule.build()))
                .build();
    }

    private void privacy(String name, String region) {
        S3BucketOwnershipControls.Builder.create(this, "ownership")
                .bucket(bucket.getId())
                .region(region)
                .rule(S3BucketOwnershipControlsRule.builder()
                        .objectOwnership("BucketOwnerEnforced")
                        .build())
                .build();
        S3BucketPublicAccessBlock block = S3BucketPublicAccessBlock.Builder.create(this, "public-access")
                .bucket(bucket.getId())
                .region(region)
                .blockPublicAcls(true)
                .blockPublicPolicy(true)
                .ignorePublicAcls(true)
                .restrictPublicBuckets(true)
                .build();
        String arn = "arn:aws:s3:::" + name;
        S3BucketPolicy.Builder.create(this, "policy")
                .bucket(bucket.getId())
                .region(region)
                .policy(Statement.policy(Statement.deny("s3:*")
                        .by("*")
                        .on(arn, arn + "/*")
                        .when("Bool", "aws:SecureTransport", "false")))
                // S3 refuses to change both at once
                .dependsOn(List.of(block))
                .build();
    }
}
