package dev.chatstack.cloud.azure;

import static dev.chatstack.testing.EnvironmentFile.AZURE;
import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.Testing;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.cloud.azure.gateway.ExistingGatewayController;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExistingAksClusterTest {
    private final TerraformStack stack = new TerraformStack(Testing.app(), "test");

    @Test
    void signsInWithATokenOfWhoeverRunsTerraform() {
        ClusterAccess.SignIn access =
                (ClusterAccess.SignIn) find(AZURE, true, Optional.empty()).access();

        assertThat(access.command()).isEqualTo("kubelogin");
        assertThat(access.arguments())
                .isEqualTo(List.of(
                        "get-token",
                        "--login",
                        "azurecli",
                        "--server-id",
                        "6dae42f8-4368-4678-94ff-3960e28e3630",
                        "--tenant-id",
                        "22222222-2222-2222-2222-222222222222"));
    }

    @Test
    void asksAzureNothingWithAKubeconfig() {
        ClusterAccess.Kubeconfig kubeconfig = new ClusterAccess.Kubeconfig("/tmp/config", Optional.empty());

        Synth synth = Synth.of(other -> {
            assertThat(find(other, AZURE, true, Optional.of(kubeconfig)).access())
                    .isEqualTo(kubeconfig);
            ExistingGatewayController.find(other, AZURE.azure(), kubeconfig);
        });

        assertThat(synth.root().has("data")).isFalse();
        assertThat(synth.root().path("variable").has("gateway_controller_client_id"))
                .isTrue();
    }

    @Test
    void keepsTheDatabaseOnPremiumDisks() {
        ExistingAksCluster cluster = find(AZURE, true, Optional.empty());

        assertThat(cluster.databaseDisk().orElseThrow().provisioner()).isEqualTo("disk.csi.azure.com");
        assertThat(cluster.databaseDisk().orElseThrow().parameters())
                .containsEntry("skuName", "Premium_LRS")
                .containsEntry("csi.storage.k8s.io/fstype", "xfs");
        assertThat(cluster.storageClass(StorageTier.DATABASE)).contains("mongodb-storage");
        assertThat(cluster.storageClass(StorageTier.STANDARD)).contains("managed-csi");
    }

    @Test
    void isReachedFromTheGatewaysSubnet() {
        assertThat(find(AZURE, true, Optional.empty()).loadBalancerNetwork()).contains("10.0.2.0/24");
    }

    @Test
    void hasNoGatewayUnlessTheChatIsReachedByIt() {
        ExistingAksCluster cluster = find(AZURE, false, Optional.empty());

        assertThat(cluster.loadBalancerNetwork()).isEmpty();
        assertThat(cluster.publicAddress()).isEmpty();
    }

    @Test
    void tellsReplaceablePodsOfSpareNodes() {
        EnvironmentFile spot = AZURE.cloud("userNodes:\n  spot: true");

        assertThat(find(spot, true, Optional.empty()).spareNodes()).contains(UserPool.SPOT);
    }

    private ExistingAksCluster find(
            EnvironmentFile file, boolean gateway, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        return find(stack, file, gateway, kubeconfig);
    }

    private static ExistingAksCluster find(
            TerraformStack stack,
            EnvironmentFile file,
            boolean gateway,
            Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        Optional<ExposureConfig.ApplicationGateway> before = Optional.of(
                        file.load().config().chat().exposure())
                .filter(exposure -> gateway)
                .map(ExposureConfig.ApplicationGateway.class::cast);
        return ExistingAksCluster.find(stack, file.azure(), before, kubeconfig);
    }
}
