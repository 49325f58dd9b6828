package dev.chatstack.cloud.aws.storage;

import static dev.chatstack.testing.EnvironmentFile.AWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bucket on AWS")
class AwsBucketTest {
    private static final Synth SYNTH = Synth.of(stack -> new AwsBucket(stack, AWS.aws(), "backups"));
    private static final Synth COPIED = Synth.of(stack -> {
        AwsNames names = AWS.aws();
        new BucketReplication(new AwsBucket(stack, names, "backups"), names, "backups", "eu-west-1");
    });

    @Test
    void isNeverPublic() {
        JsonNode block = SYNTH.only("aws_s3_bucket_public_access_block");

        for (String setting : new String[] {
            "block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"
        }) {
            assertThat(block.path(setting).asBoolean()).as(setting).isTrue();
        }
        assertThat(SYNTH.only("aws_s3_bucket_ownership_controls")
                        .at("/rule/object_ownership")
                        .asText())
                .isEqualTo("BucketOwnerEnforced");
    }

    @Test
    void answersNoPlainHttp() {
        assertThat(Facts.of(SYNTH.only("aws_s3_bucket_policy").path("policy").asText()))
                .containsExactlyInAnyOrder(
                        "Version: 2012-10-17",
                        "Statement/0/Effect: Deny",
                        "Statement/0/Action/0: s3:*",
                        "Statement/0/Principal: *",
                        "Statement/0/Resource/0: arn:aws:s3:::prod-backups-123456789012",
                        "Statement/0/Resource/1: arn:aws:s3:::prod-backups-123456789012/*",
                        "Statement/0/Condition/Bool/aws:SecureTransport: false");
    }

    @Test
    void keepsWhatIsDeletedForAMonthAndDeletesNothingByAge() {
        JsonNode rule = SYNTH.only("aws_s3_bucket_lifecycle_configuration").at("/rule/0");

        assertThat(rule.at("/noncurrent_version_expiration/0/noncurrent_days").asInt())
                .isEqualTo(30);
        assertThat(Facts.of(rule.path("expiration"))).containsExactly("0/expired_object_delete_marker: true");
        assertThat(SYNTH.only("aws_s3_bucket_versioning")
                        .at("/versioning_configuration/status")
                        .asText())
                .isEqualTo("Enabled");
        assertThat(SYNTH.only("aws_s3_bucket").path("force_destroy").asBoolean(true))
                .isFalse();
    }

    @Test
    void isCopiedToAnotherRegionAsPrivateAsItIs() {
        assertThat(COPIED.all("aws_s3_bucket"))
                .extracting(bucket -> bucket.path("region").asText())
                .containsExactlyInAnyOrder("eu-central-1", "eu-west-1");
        assertThat(COPIED.all("aws_s3_bucket_public_access_block")).hasSize(2);
        assertThat(COPIED.only("aws_s3_bucket_replication_configuration")
                        .at("/rule/0/delete_marker_replication/status")
                        .asText())
                .isEqualTo("Enabled");
    }

    @Test
    void itsCopyForgetsWhatWasDeletedAMonthLater() {
        assertThat(COPIED.all("aws_s3_bucket_lifecycle_configuration"))
                .hasSize(2)
                .allSatisfy(lifetimes -> assertThat(lifetimes
                                .at("/rule/0/noncurrent_version_expiration/0/noncurrent_days")
                                .asInt())
                        .isEqualTo(30));
        assertThat(COPIED.only("aws_iam_role_policy").path("policy").asText()).contains("s3:ReplicateDelete");
    }

    @Test
    void canBeLockedForEverybodyAndSoIsItsCopy() {
        Synth locked = Synth.of(stack -> {
            AwsNames names = AWS.aws();
            new BucketReplication(new AwsBucket(stack, names, "backups").lockedFor(14), names, "backups", "eu-west-1");
        });

        assertThat(locked.all("aws_s3_bucket_object_lock_configuration"))
                .hasSize(2)
                .allSatisfy(lock -> assertThat(Facts.of(lock.path("rule")))
                        .containsExactly("default_retention/days: 14", "default_retention/mode: COMPLIANCE"));
        assertThat(locked.only("aws_iam_role_policy").path("policy").asText()).contains("s3:GetObjectRetention");
        assertThat(COPIED.all("aws_s3_bucket_object_lock_configuration")).isEmpty();
    }

    @Test
    void isCopiedByARoleThatReadsHereAndWritesThere() {
        assertThat(COPIED.only("aws_iam_role").path("assume_role_policy").asText())
                .contains("s3.amazonaws.com");
        assertThat(COPIED.only("aws_iam_role_policy").path("policy").asText())
                .contains("s3:GetObjectVersionForReplication", "s3:ReplicateObject")
                .doesNotContain("s3:DeleteObject", "s3:*");
    }
}
