package dev.chatstack.cloud.aws.storage;

import static dev.chatstack.testing.EnvironmentFile.AWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.aws.EksCluster;
import dev.chatstack.cloud.aws.EncryptionKey;
import dev.chatstack.cloud.aws.network.AwsNetwork;
import dev.chatstack.testing.BucketUsers;
import dev.chatstack.testing.Synth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who uses a bucket on AWS")
class AwsBucketRoleTest {
    private static final String BUCKET = "arn:aws:s3:::prod-backups-123456789012";

    @Test
    void isOneServiceAccountOfOneNamespace() {
        JsonNode association = synth(BucketUsers.BACKUP).only("aws_eks_pod_identity_association");

        assertThat(association.path("namespace").asText()).isEqualTo("chat");
        assertThat(association.path("service_account").asText()).isEqualTo("mongodb-backup");
    }

    @Test
    void makesBackupsAndCannotDeleteThem() {
        assertThat(policy(BucketUsers.BACKUP))
                .contains("s3:GetObject", "s3:PutObject", "\"" + BUCKET + "/*\"", "\"" + BUCKET + "\"")
                .doesNotContain("Delete", "s3:*");
    }

    @Test
    void restoresAndNotesWhatItNeedsAndCannotDelete() {
        assertThat(policy(BucketUsers.RESTORE))
                .contains("s3:GetObject", "s3:PutObject")
                .doesNotContain("Delete", "s3:*");
    }

    @Test
    void thinsOutAndReachesNoOldVersion() {
        assertThat(policy(BucketUsers.RETENTION))
                .contains("s3:DeleteObject\"")
                .doesNotContain("s3:DeleteObjectVersion", "s3:PutObject", "s3:*");
    }

    @Test
    void isVouchedForByTheAgentOnTheNodesAlone() {
        JsonNode role = synth(BucketUsers.BACKUP).named("aws_iam_role", "prod-mongodb-backup");

        assertThat(role.path("assume_role_policy").asText())
                .contains("\"Service\":\"pods.eks.amazonaws.com\"", "sts:TagSession")
                .doesNotContain("ec2.amazonaws.com");
    }

    private static String policy(BucketUser user) {
        return synth(user).only("aws_iam_role_policy").path("policy").asText();
    }

    private static Synth synth(BucketUser user) {
        return Synth.of(stack -> {
            AwsNames names = AWS.aws();
            EncryptionKey key = new EncryptionKey(stack, names);
            EksCluster cluster = new EksCluster(stack, names, AwsNetwork.of(stack, names), key);
            new AwsBucketRole(stack, names, cluster, user);
        });
    }
}
