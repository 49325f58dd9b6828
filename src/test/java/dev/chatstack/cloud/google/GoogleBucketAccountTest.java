package dev.chatstack.cloud.google;

import static dev.chatstack.testing.EnvironmentFile.GOOGLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.BucketUser;
import dev.chatstack.testing.BucketUsers;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who uses a bucket on Google Cloud")
class GoogleBucketAccountTest {
    @Test
    void isOneServiceAccountOfOneNamespace() {
        JsonNode workload = synth(BucketUsers.BACKUP).only("google_service_account_iam_member");

        assertThat(workload.path("member").asText())
                .isEqualTo("serviceAccount:example-chat.svc.id.goog[chat/mongodb-backup]");
        assertThat(workload.path("role").asText()).isEqualTo("roles/iam.workloadIdentityUser");
    }

    @Test
    void hasTheNarrowestRolesOnItsBucketAlone() {
        assertThat(roles(BucketUsers.BACKUP))
                .containsExactlyInAnyOrder("roles/storage.objectCreator", "roles/storage.objectViewer");
        assertThat(roles(BucketUsers.RESTORE)).containsExactlyInAnyOrderElementsOf(roles(BucketUsers.BACKUP));
        assertThat(roles(BucketUsers.RETENTION)).containsExactly("roles/storage.objectUser");
    }

    @Test
    void hasNoKeyAndNoRoleInTheProject() {
        Synth synth = synth(BucketUsers.BACKUP);

        assertThat(synth.all("google_service_account_key")).isEmpty();
        assertThat(synth.all("google_project_iam_member"))
                .extracting(member -> member.path("role").asText())
                .containsExactly("roles/container.defaultNodeServiceAccount");
    }

    private static List<String> roles(BucketUser user) {
        return synth(user).all("google_storage_bucket_iam_member").stream()
                .peek(member -> assertThat(member.path("bucket").asText())
                        .isEqualTo("${google_storage_bucket.bucket-backups.name}"))
                .map(member -> member.path("role").asText())
                .toList();
    }

    private static Synth synth(BucketUser user) {
        return Synth.of(stack -> {
            GoogleNames names = GOOGLE.google();
            ProjectServices services = ProjectServices.ofCluster(stack);
            GkeNetwork network = new GkeNetwork(stack, names, names.config().network(), services);
            GkeCluster cluster = new GkeCluster(stack, names, network, services);
            GoogleBucket bucket = new GoogleBucket(stack, names, "backups", services);
            new GoogleBucketAccount(stack, names, user, bucket, cluster, services);
        });
    }
}
