package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.*;
import dev.chatstack.config.AwsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * How long a bucket keeps objects.
 *
 * @param days after which an object is deleted; empty for never
 */
record BucketLifetimes(Optional<Integer> days) {
    private static final int OLD_VERSIONS_DAYS = 30;
    private static final int ABANDONED_UPLOAD_DAYS = 7;

    /** Backups of the last month are those that people ask for; older ones are read once, if ever. */
    private static final int ARCHIVE_AFTER_DAYS = 30;

    static BucketLifetimes of(String purpose, AwsConfig config) {
        return new BucketLifetimes(
                purpose.equals("backups") ? Optional.of(config.buckets().backupsDays()) : Optional.empty());
    }

    void define(Construct scope, S3Bucket bucket, String region, ITerraformDependable versioning) {
        List<S3BucketLifecycleConfigurationRule> rules = new ArrayList<>();
        rules.add(rule("leftovers")
                .abortIncompleteMultipartUpload(
                        List.of(S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload.builder()
                                .daysAfterInitiation(ABANDONED_UPLOAD_DAYS)
                                .build()))
                .noncurrentVersionExpiration(
                        List.of(S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration.builder()
                                .noncurrentDays(OLD_VERSIONS_DAYS)
                                .build()))
                .build());
        days.ifPresent(lifetime -> rules.add(rule("archive")
                .transition(List.of(S3BucketLifecycleConfigurationRuleTransition.builder()
                        .days(ARCHIVE_AFTER_DAYS)
                        .storageClass("GLACIER_IR")
                        .build()))
                .expiration(List.of(S3BucketLifecycleConfigurationRuleExpiration.builder()
                        .days(lifetime)
                        .build()))
                .build()));
        S3BucketLifecycleConfiguration.Builder.create(scope, "lifetimes")
                .bucket(bucket.getId())
                .region(region)
                .rule(rules)
                .dependsOn(List.of(versioning))
                .build();
    }

    private static S3BucketLifecycleConfigurationRule.Builder rule(String id) {
        return S3BucketLifecycleConfigurationRule.builder()
                .id(id)
                .status("Enabled")
                .filter(List.of(S3BucketLifecycleConfigurationRuleFilter.builder()
                        .prefix("")
                        .build()));
    }
}
