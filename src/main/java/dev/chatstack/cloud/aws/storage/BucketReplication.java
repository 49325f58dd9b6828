package dev.chatstack.cloud.aws.storage;

import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.*;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.aws.AwsRole;
import dev.chatstack.cloud.aws.Dependencies;
import dev.chatstack.cloud.aws.Statement;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/**
 * Copies every new object of a bucket to a bucket in another region. What is deleted here is hidden there, and gone a month later: a
 * copy that keeps deleted messages for ever is neither private nor cheap. Nobody here can remove a version there.
 */
public final class BucketReplication extends Construct {
    /** Copies the objects of {@code original}, the bucket for {@code purpose}, to {@code region}. */
    public BucketReplication(AwsBucket original, AwsNames names, String purpose, String region) {
        super(original, "replication");
        AwsBucket replica = AwsBucket.replica(original, names, purpose, region);
        AwsRole role = new AwsRole(
                        this, names, purpose + "-replication", Statement.trust("s3.amazonaws.com", "sts:AssumeRole"))
                .may(
                        Statement.allow("s3:GetReplicationConfiguration", "s3:ListBucket")
                                .on(original.arn()),
                        Statement.allow(reads(original.lockDays() > 0)).on(original.arn() + "/*"),
                        Statement.allow("s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags")
                                .on(replica.arn() + "/*"));
        S3BucketReplicationConfigurationA.Builder.create(this, "Default")
                .bucket(original.id())
                .role(role.arn())
                .rule(List.of(S3BucketReplicationConfigurationRule.builder()
                        .id("everything")
                        .status("Enabled")
                        .filter(S3BucketReplicationConfigurationRuleFilter.builder()
                                .prefix("")
                                .build())
                        .deleteMarkerReplication(S3BucketReplicationConfigurationRuleDeleteMarkerReplication.builder()
                                .status("Enabled")
                                .build())
                        .destination(S3BucketReplicationConfigurationRuleDestination.builder()
                                .bucket(replica.arn())
                                .build())
                        .build()))
                .dependsOn(Dependencies.of(List.of(original.versioning(), replica.versioning()), role.permissions()))
                .build();
    }

    private static String[] reads(boolean locked) {
        List<String> actions = new ArrayList<>(
                List.of("s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"));
        if (locked) {
            actions.addAll(List.of("s3:GetObjectRetention", "s3:GetObjectLegalHold"));
        }
        return actions.toArray(String[]::new);
    }
}
