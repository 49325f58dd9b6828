package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.providers.google.storage_bucket.*;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketEncryption;
import java.util.List;
import software.constructs.Construct;

/** A bucket that is never public and keeps what is overwritten or deleted for a month, even old versions that are deleted. A destroy that would lose data fails. */
public final class GoogleBucket extends Construct {
    private static final int KEEP_OLD_VERSIONS_DAYS = 30;
    private static final int ABANDONED_UPLOAD_DAYS = 7;

    private final StorageBucket bucket;

    /** Defines the environment's bucket for {@code purpose}, for example {@code uploads}. */
    public GoogleBucket(Construct scope, GoogleNames names, String purpose, ProjectServices services) {
        super(scope, "bucket-" + purpose);
        StorageBucket.Builder builder = StorageBucket.Builder.create(this, "Default")
                .name(names.bucket(purpose))
                .location(names.config().region())
                .uniformBucketLevelAccess(true)
                .publicAccessPrevention("enforced")
                .forceDestroy(false)
                // who deletes an old version by its generation only hides it
                .softDeletePolicy(StorageBucketSoftDeletePolicy.builder()
                        .retentionDurationSeconds(KEEP_OLD_VERSIONS_DAYS * 24 * 3600)
                        .build())
                .versioning(StorageBucketVersioning.builder().enabled(true).build())
                .lifecycleRule(List.of(
                        rule(
                                "Delete",
                                StorageBucketLifecycleRuleCondition.builder()
                                        .daysSinceNoncurrentTime(KEEP_OLD_VERSIONS_DAYS)
                                        .build()),
                        rule(
                                "AbortIncompleteMultipartUpload",
                                StorageBucketLifecycleRuleCondition.builder()
                                        .age(ABANDONED_UPLOAD_DAYS)
                                        .build())))
                .dependsOn(services.all());
        names.config()
                .kmsKey()
                .ifPresent(key -> builder.encryption(
                        StorageBucketEncryption.builder().defaultKmsKeyName(key).build()));
        bucket = builder.build();
    }

    /**
     * Nobody deletes an object that is younger than {@code days}, neither the project's owner nor who deploys; no days, no lock. It can
     * never be taken back. Google offers either this or old versions, and nothing is overwritten here anyway.
     */
    public GoogleBucket lockedFor(int days) {
        if (days > 0) {
            bucket.putRetentionPolicy(StorageBucketRetentionPolicy.builder()
                    .retentionPeriod(days * 24 * 3600)
                    .isLocked(true)
                    .build());
            bucket.putVersioning(
                    StorageBucketVersioning.builder().enabled(false).build());
        }
        return this;
    }

    String name() {
        return bucket.getName();
    }

    private static StorageBucketLifecycleRule rule(String action, StorageBucketLifecycleRuleCondition condition) {
        return StorageBucketLifecycleRule.builder()
                .action(StorageBucketLifecycleRuleAction.builder().type(action).build())
                .condition(condition)
                .build();
    }
}
