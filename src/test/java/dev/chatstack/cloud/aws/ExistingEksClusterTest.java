package dev.chatstack.cloud.aws;

import static dev.chatstack.testing.EnvironmentFile.AWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.testing.BucketUsers;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cluster on EKS that exists")
class ExistingEksClusterTest {
    private static final ExistingEksCluster CLUSTER = find(Optional.empty());

    @Test
    void signsInWithATokenOfWhoeverRunsTerraform() {
        ClusterAccess.SignIn access = (ClusterAccess.SignIn) CLUSTER.access();

        assertThat(access.command()).isEqualTo("aws");
        assertThat(access.arguments())
                .isEqualTo(List.of(
                        "eks", "get-token", "--cluster-name", "prod", "--region", "eu-central-1", "--output", "json"));
    }

    @Test
    void asksAwsNothingWithAKubeconfig() {
        ClusterAccess.Kubeconfig kubeconfig = new ClusterAccess.Kubeconfig("/tmp/config", Optional.empty());

        Synth synth = Synth.of(stack -> assertThat(ExistingEksCluster.find(stack, AWS.aws(), Optional.of(kubeconfig))
                        .access())
                .isEqualTo(kubeconfig));

        assertThat(synth.root().has("data")).isFalse();
    }

    @Test
    void keepsTheDatabaseOnEncryptedDisksThatAreMarkedForSnapshots() {
        assertThat(CLUSTER.databaseDisk().orElseThrow().parameters())
                .containsEntry("type", "gp3")
                .containsEntry("encrypted", "true")
                .containsEntry("csi.storage.k8s.io/fstype", "xfs")
                .containsEntry("tagSpecification_1", "chatstack-snapshots=prod");
        assertThat(CLUSTER.storageClass(StorageTier.DATABASE)).contains("mongodb-storage");
        assertThat(CLUSTER.storageClass(StorageTier.STANDARD))
                .contains(CLUSTER.defaultDisk().orElseThrow().storageClass());
        assertThat(CLUSTER.snapshots().orElseThrow().driver()).isEqualTo("ebs.csi.aws.com");
    }

    @Test
    void isReachedFromThePublicSubnets() {
        assertThat(CLUSTER.loadBalancerNetwork()).contains("10.0.96.0/19");
    }

    @Test
    void tellsPodsWhoTheyAreByTheAgentOnTheirNode() {
        assertThat(CLUSTER.identity(BucketUsers.BACKUP).server()).contains("169.254.170.23/32");
        assertThat(CLUSTER.identity(BucketUsers.BACKUP).accountAnnotations()).isEmpty();
    }

    @Test
    void keepsBackupsInItsOwnBucketWithoutAKey() {
        assertThat(CLUSTER.backupStore().orElseThrow().path()).isEqualTo("store:prod-backups-123456789012/mongodb");
        assertThat(CLUSTER.backupStore().orElseThrow().environment())
                .containsEntry("RCLONE_CONFIG_STORE_ENV_AUTH", "true")
                .doesNotContainKey("RCLONE_CONFIG_STORE_ACCESS_KEY_ID");
    }

    private static ExistingEksCluster find(Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        AtomicReference<ExistingEksCluster> cluster = new AtomicReference<>();
        Synth.of(stack -> cluster.set(ExistingEksCluster.find(stack, AWS.aws(), kubeconfig)));
        return cluster.get();
    }
}
