package dev.chatstack.cloud.aws.storage;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.*;
import java.util.List;
import software.constructs.Construct;

/** How long a bucket keeps what nobody wants any more. It deletes no object by its age: that could be the last good backup. */
final class BucketLifetimes {
    private static final int OLD_VERSIONS_DAYS = 30;
    private static final int ABANDONED_UPLOAD_DAYS = 7;

    private BucketLifetimes() {}

    static void define(Construct scope, S3Bucket bucket, String region, ITerraformDependable versioning) {
        S3BucketLifecycleConfiguration.Builder.create(scope, "lifetimes")
                .bucket(bucket.getId())
                .region(region)
                .rule(List.of(S3BucketLifecycleConfigurationRule.builder()
                        .id("leftovers")
                        .status("Enabled")
                        .filter(List.of(S3BucketLifecycleConfigurationRuleFilter.builder()
                                .prefix("")
                                .build()))
                        .abortIncompleteMultipartUpload(
                                List.of(S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload.builder()
                                        .daysAfterInitiation(ABANDONED_UPLOAD_DAYS)
                                        .build()))
                        // a deleted object leaves a marker, which nothing else removes
                        .expiration(List.of(S3BucketLifecycleConfigurationRuleExpiration.builder()
                                .expiredObjectDeleteMarker(true)
                                .build()))
                        .noncurrentVersionExpiration(
                                List.of(S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration.builder()
                                        .noncurrentDays(OLD_VERSIONS_DAYS)
                                        .build()))
                        .build()))
                .dependsOn(List.of(versioning))
                .build();
    }
}
