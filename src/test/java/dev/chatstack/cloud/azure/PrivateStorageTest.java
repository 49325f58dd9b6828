package dev.chatstack.cloud.azure;

import static dev.chatstack.testing.EnvironmentFile.AZURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
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
    void hasAnAddressInTheNodesNetworkAndNoPublicOne() {
        Synth synth = synth(AZURE.cloud("network: {storage: privateEndpoint}"), 0);
        JsonNode account = synth.only("azurerm_storage_account");
        JsonNode endpoint = synth.only("azurerm_private_endpoint");

        assertThat(account.path("public_network_access_enabled").asBoolean(true))
                .isFalse();
        assertThat(account.at("/network_rules/virtual_network_subnet_ids").isMissingNode())
                .isTrue();
        assertThat(endpoint.path("subnet_id").asText()).contains("azurerm_subnet.network_nodes");
        assertThat(Facts.of(endpoint.path("private_service_connection")))
                .contains(
                        "private_connection_resource_id: ${azurerm_storage_account.storage-backups.id}",
                        "subresource_names/0: blob");
        assertThat(endpoint.at("/private_dns_zone_group/private_dns_zone_ids/0").asText())
                .contains("azurerm_private_dns_zone.network_blobs");
        assertThat(Facts.of(synth.only("azurerm_private_dns_zone_virtual_network_link")))
                // other accounts are found as before
                .contains("resolution_policy: NxDomainRedirect");
    }

    @Test
    void isFoundInTheZoneOfTheOrganisation() {
        String existing = """
                network:
                  storage: privateEndpoint
                  existing:
                    cidr: 10.20.1.0/24
                    gatewayCidr: 10.20.2.0/24
                    subnetId: /subscriptions/44444444-4444-4444-4444-444444444444/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/spoke/subnets/nodes
                    gatewaySubnetId: /subscriptions/44444444-4444-4444-4444-444444444444/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/spoke/subnets/gateway
                """;
        String zone = "/subscriptions/44444444-4444-4444-4444-444444444444/resourceGroups/dns/providers/"
                + "Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net";
        Synth theirs = synth(AZURE.cloud(existing + "    blobPrivateDnsZoneId: " + zone + "\n"), 0);
        Synth byPolicy = synth(AZURE.cloud(existing), 0);

        assertThat(theirs.only("azurerm_private_endpoint")
                        .at("/private_dns_zone_group/private_dns_zone_ids/0")
                        .asText())
                .isEqualTo(zone);
        assertThat(theirs.all("azurerm_private_dns_zone")).isEmpty();
        assertThat(byPolicy.only("azurerm_private_endpoint").has("private_dns_zone_group"))
                .isFalse();
        assertThat(byPolicy.only("azurerm_private_endpoint")
                        .at("/lifecycle/ignore_changes/0")
                        .asText())
                .isEqualTo("private_dns_zone_group");
        assertThatThrownBy(() -> AZURE.cloud(existing.replace("    cidr: 10.20.1.0/24\n", ""))
                        .load())
                .hasMessageContaining(
                        "cloud.network.existing.cidr: is required with cloud.network.storage: privateEndpoint");
        assertThatThrownBy(() -> AZURE.cloud(existing.replace("  storage: privateEndpoint\n", ""))
                        .load())
                .hasMessageContaining(
                        "cloud.network.existing.cidr: must be left out unless cloud.network.storage is privateEndpoint");
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
        return synth(AZURE, lockDays);
    }

    private static Synth synth(EnvironmentFile file, int lockDays) {
        return Synth.of(stack -> {
            AzureNames names = file.azure();
            EnvironmentGroups groups = new EnvironmentGroups(stack, names);
            AzureNetwork network = AzureNetwork.of(stack, names, groups, List.of());
            PrivateStorage storage = new PrivateStorage(
                            stack, names, groups, network, "backups", PrivateStorage.Copies.IN_TWO_REGIONS)
                    .lockedFor(lockDays);
            new Diagnostics(stack, names, groups).of(storage, "backups");
        });
    }
}
