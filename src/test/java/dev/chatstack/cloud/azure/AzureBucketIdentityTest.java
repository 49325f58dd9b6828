package dev.chatstack.cloud.azure;

import static dev.chatstack.testing.EnvironmentFile.AZURE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import dev.chatstack.testing.BucketUsers;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who uses a container on Azure")
class AzureBucketIdentityTest {
    @Test
    void isOneServiceAccountOfOneNamespace() {
        JsonNode credential = synth(BucketUsers.BACKUP).only("azurerm_federated_identity_credential");

        assertThat(credential.path("subject").asText()).isEqualTo("system:serviceaccount:chat:mongodb-backup");
        assertThat(credential.path("issuer").asText())
                .isEqualTo("${azurerm_kubernetes_cluster.cluster.oidc_issuer_url}");
    }

    @Test
    void makesBackupsAndCannotDeleteThem() {
        assertThat(actions(BucketUsers.BACKUP)).containsExactly("blobs/read", "blobs/add/action", "blobs/write");
        assertThat(role(BucketUsers.BACKUP).path("role_definition_id").asText())
                .startsWith("${azurerm_role_definition.identity-backup_role-definition")
                .endsWith(".role_definition_resource_id}");
    }

    @Test
    void restoresAndNotesWhatItNeedsAndCannotDelete() {
        assertThat(actions(BucketUsers.RESTORE)).containsExactly("blobs/read", "blobs/add/action", "blobs/write");
    }

    @Test
    void thinsOutAndDeletesNeitherOldVersionsNorTheContainer() {
        assertThat(actions(BucketUsers.RETENTION)).containsExactly("blobs/read", "blobs/delete");
    }

    @Test
    void isNamedToThePodsByTheirServiceAccount() {
        Synth.of(stack -> {
            CloudIdentity identity = ExistingAksCluster.find(stack, AZURE.azure(), Optional.empty(), Optional.empty())
                    .identity(BucketUsers.BACKUP);
            assertThat(identity.podLabels()).containsEntry("azure.workload.identity/use", "true");
            assertThat(identity.accountAnnotations()).containsKey("azure.workload.identity/client-id");
        });
    }

    /** Of a role that may look at the container besides, and no more. */
    private static List<String> actions(BucketUser user) {
        String containers = "Microsoft.Storage/storageAccounts/blobServices/containers/";
        JsonNode permissions = synth(user).only("azurerm_role_definition").path("permissions");
        assertThat(permissions).hasSize(1);
        assertThat(Facts.texts(permissions.at("/0/actions"))).containsExactly(containers + "read");
        return Facts.texts(permissions.at("/0/data_actions")).stream()
                .map(action -> action.replace(containers, ""))
                .toList();
    }

    private static JsonNode role(BucketUser user) {
        return synth(user).all("azurerm_role_assignment").stream()
                .filter(role -> role.path("scope").asText().contains("azurerm_storage_container"))
                .findAny()
                .orElseThrow();
    }

    private static Synth synth(BucketUser user) {
        return Synth.of(stack -> {
            AzureNames names = AZURE.azure();
            EnvironmentGroups groups = new EnvironmentGroups(stack, names);
            AzureNetwork network = AzureNetwork.of(stack, names, groups, List.of());
            AksCluster cluster = new AksCluster(stack, names, groups, network, Optional.empty());
            PrivateStorage storage =
                    new PrivateStorage(stack, names, groups, network, "backups", PrivateStorage.Copies.IN_TWO_REGIONS);
            new AzureBucketIdentity(stack, names, groups, cluster, storage, user);
        });
    }
}
