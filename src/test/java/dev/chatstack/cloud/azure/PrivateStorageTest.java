package dev.chatstack.cloud.azure;

import static dev.chatstack.testing.EnvironmentFile.AZURE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivateStorageTest {
    private static final Synth SYNTH = synth(0);
    private static final JsonNode ACCOUNT = SYNTH.only("azurerm_storage_account");

    @Test
    void opensToIdentitiesFromTheNodesNetworkAlone() {
        assertThat(ACCOUNT.path("shared_access_key_enabled").asBoolean(true)).isFalse();
        assertThat(ACCOUNT.path("local_user_enabled").asBoolean(true)).isFalse();
        assertThat(ACCOUNT.path("allow_nested_items_to_be_public").asBoolean(true))
                .isFalse();
        assertThat(ACCOUNT.path("min_tls_version").asText()).isEqualTo("TLS1_2");
        assertThat(ACCOUNT.at("/network_rules/default_action").asText()).isEqualTo("Deny");
        assertThat(ACCOUNT.at("/network_rules/virtual_network_subnet_ids/0").asText())
                .contains("azurerm_subnet.network_nodes");
        assertThat(SYNTH.only("azurerm_storage_container")
                        .path("container_access_type")
                        .asText())
                .isEqualTo("private");
    }

    @Test
    void keepsWhatIsDeletedForAMonth() {
        assertThat(ACCOUNT.at("/blob_properties/versioning_enabled").asBoolean())
                .isTrue();
        assertThat(ACCOUNT.at("/blob_properties/delete_retention_policy/days").asInt())
                .isEqualTo(30);
        assertThat(ACCOUNT.at("/blob_properties/container_delete_retention_policy/days")
                        .asInt())
                .isEqualTo(30);
        assertThat(SYNTH.only("azurerm_storage_management_policy")
                        .at("/rule/0/actions/version/delete_after_days_since_creation")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void canBeLockedForEverybody() {
        Synth locked = synth(14);

        JsonNode lock = locked.only("azurerm_storage_container_immutability_policy");
        assertThat(lock.path("immutability_period_in_days").asInt()).isEqualTo(14);
        assertThat(lock.path("locked").asBoolean()).isTrue();
        assertThat(lock.path("storage_container_resource_manager_id").asText())
                .startsWith("${azurerm_storage_container.storage-backups_container")
                .endsWith(".id}");
        assertThat(SYNTH.all("azurerm_storage_container_immutability_policy")).isEmpty();
    }

    @Test
    void refusesToBeDestroyed() {
        assertThat(ACCOUNT.at("/lifecycle/prevent_destroy").asBoolean()).isTrue();
        assertThat(SYNTH.only("azurerm_storage_container")
                        .at("/lifecycle/prevent_destroy")
                        .asBoolean())
                .isTrue();
        assertThat(SYNTH.named("azurerm_resource_group", "prod-data")
                        .at("/lifecycle/prevent_destroy")
                        .asBoolean())
                .isTrue();
        assertThat(ACCOUNT.path("resource_group_name").asText()).contains("groups_data");
    }

    @Test
    void isCopiedToAnotherRegion() {
        assertThat(ACCOUNT.path("account_replication_type").asText()).isEqualTo("GRS");
    }

    @Test
    void recordsWhoOpensIt() {
        JsonNode setting = SYNTH.only("azurerm_monitor_diagnostic_setting");

        assertThat(setting.path("target_resource_id").asText())
                .isEqualTo("${azurerm_storage_account.storage-backups.id}/blobServices/default");
        assertThat(setting.path("enabled_log").findValuesAsText("category"))
                .containsExactly("StorageRead", "StorageWrite", "StorageDelete");
        // Azure answers null for storage: each plan would set it again
        assertThat(setting.has("log_analytics_destination_type")).isFalse();
    }

    private static Synth synth(int lockDays) {
        return Synth.of(stack -> {
            AzureNames names = AZURE.azure();
            EnvironmentGroups groups = new EnvironmentGroups(stack, names);
            AzureNetwork network = AzureNetwork.of(stack, names, groups, List.of());
            PrivateStorage storage = new PrivateStorage(
                            stack, names, groups, network, "backups", PrivateStorage.Copies.IN_TWO_REGIONS)
                    .lockedFor(lockDays);
            new Diagnostics(stack, names, groups).of(storage, "backups");
        });
    }
}
