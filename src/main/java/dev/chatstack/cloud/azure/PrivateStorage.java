package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.azurerm.private_endpoint.PrivateEndpoint;
import com.hashicorp.cdktf.providers.azurerm.private_endpoint.PrivateEndpointPrivateDnsZoneGroup;
import com.hashicorp.cdktf.providers.azurerm.private_endpoint.PrivateEndpointPrivateServiceConnection;
import com.hashicorp.cdktf.providers.azurerm.storage_account.*;
import com.hashicorp.cdktf.providers.azurerm.storage_container.StorageContainer;
import com.hashicorp.cdktf.providers.azurerm.storage_container_immutability_policy.StorageContainerImmutabilityPolicy;
import com.hashicorp.cdktf.providers.azurerm.storage_management_policy.*;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import java.util.List;
import software.constructs.Construct;

/**
 * A storage account that only the nodes' network reaches and only identities open: no keys, nothing public. What is overwritten or
 * deleted is kept for a month, and a destroy of the stack that would delete the account fails.
 */
public final class PrivateStorage extends Construct {
    private static final int KEEP_DELETED_DAYS = 30;

    /** Where the copies of the data are. */
    public enum Copies {
        /** In three zones of the region. */
        IN_ZONES("ZRS"),
        /** In the region and in the one that Azure pairs with it. */
        IN_TWO_REGIONS("GRS"),
        /** In one building, where the region has no zones. */
        IN_ONE_PLACE("LRS");

        private final String replication;

        /** Copies in one region, as far apart as it allows. */
        public static Copies inOneRegion(boolean hasZones) {
            return hasZones ? IN_ZONES : IN_ONE_PLACE;
        }

        Copies(String replication) {
            this.replication = replication;
        }
    }

    private final StorageContainer container;
    private final StorageAccount account;

    /** Defines the environment's account for {@code purpose}, for example {@code backups}, with one container of that name. */
    public PrivateStorage(
            Construct scope,
            AzureNames names,
            EnvironmentGroups groups,
            AzureNetwork network,
            String purpose,
            Copies copies) {
        super(scope, "storage-" + purpose);
        TerraformResourceLifecycle kept =
                TerraformResourceLifecycle.builder().preventDestroy(true).build();
        boolean isPrivate = names.config().network().privateEndpoints().isPresent();
        StorageAccount.Builder builder = account(names, groups, purpose, copies).lifecycle(kept);
        builder.networkRules((isPrivate
                        ? StorageAccountNetworkRules.builder()
                        : StorageAccountNetworkRules.builder()
                                .virtualNetworkSubnetIds(List.of(network.nodesSubnetId())))
                .defaultAction("Deny")
                .bypass(List.of("AzureServices"))
                .build());
        if (isPrivate) {
            builder.publicNetworkAccessEnabled(false);
        }
        account = builder.build();
        if (isPrivate) {
            endpoint(names, groups, network, purpose);
        }
        container = StorageContainer.Builder.create(this, "container")
                .name(purpose)
                .storageAccountId(account.getId())
                .containerAccessType("private")
                .lifecycle(kept)
                .build();
        StorageManagementPolicy.Builder.create(this, "lifecycle")
                .storageAccountId(account.getId())
                .rule(List.of(StorageManagementPolicyRule.builder()
                        .name("old-versions")
                        .enabled(true)
                        .filters(StorageManagementPolicyRuleFilters.builder()
                                .blobTypes(List.of("blockBlob"))
                                .build())
                        .actions(StorageManagementPolicyRuleActions.builder()
                                .version(StorageManagementPolicyRuleActionsVersion.builder()
                                        .deleteAfterDaysSinceCreation(KEEP_DELETED_DAYS)
                                        .build())
                                .build())
                        .build()))
                .build();
    }

    /**
     * Nobody deletes or changes a blob that is younger than {@code days}, neither the subscription's owner nor who deploys; no days, no
     * lock. It can never be taken back.
     */
    public PrivateStorage lockedFor(int days) {
        if (days > 0) {
            StorageContainerImmutabilityPolicy.Builder.create(this, "lock")
                    .storageContainerResourceManagerId(container.getId())
                    .immutabilityPeriodInDays(days)
                    .locked(true)
                    .build();
        }
        return this;
    }

    /** An address of the account in the nodes' subnet. */
    private void endpoint(AzureNames names, EnvironmentGroups groups, AzureNetwork network, String purpose) {
        PrivateEndpoint.Builder endpoint = PrivateEndpoint.Builder.create(this, "endpoint")
                .name(names.environment() + "-" + purpose)
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .subnetId(network.nodesSubnetId())
                .privateServiceConnection(PrivateEndpointPrivateServiceConnection.builder()
                        .name(purpose)
                        .privateConnectionResourceId(account.getId())
                        .isManualConnection(false)
                        .subresourceNames(List.of("blob"))
                        .build());
        network.blobZoneId()
                .ifPresentOrElse(
                        zone -> endpoint.privateDnsZoneGroup(PrivateEndpointPrivateDnsZoneGroup.builder()
                                .name("blob")
                                .privateDnsZoneIds(List.of(zone))
                                .build()),
                        // a policy of the network's owner adds it
                        () -> endpoint.lifecycle(TerraformResourceLifecycle.builder()
                                .ignoreChanges(List.of("private_dns_zone_group"))
                                .build()));
        endpoint.build();
    }

    /** Resource id of its container. */
    String containerId() {
        return container.getId();
    }

    /** Resource id of the part that holds blobs. */
    String blobsId() {
        return account.getId() + "/blobServices/default";
    }

    private StorageAccount.Builder account(AzureNames names, EnvironmentGroups groups, String purpose, Copies copies) {
        return StorageAccount.Builder.create(this, "Default")
                .name(names.storageAccount(purpose))
                .location(names.config().region())
                .resourceGroupName(groups.data())
                .accountKind("StorageV2")
                .accountTier("Standard")
                .accountReplicationType(copies.replication)
                .httpsTrafficOnlyEnabled(true)
                .minTlsVersion("TLS1_2")
                .allowNestedItemsToBePublic(false)
                .sharedAccessKeyEnabled(false)
                .defaultToOauthAuthentication(true)
                .localUserEnabled(false)
                .crossTenantReplicationEnabled(false)
                .blobProperties(StorageAccountBlobProperties.builder()
                        .versioningEnabled(true)
                        .deleteRetentionPolicy(StorageAccountBlobPropertiesDeleteRetentionPolicy.builder()
                                .days(KEEP_DELETED_DAYS)
                                .build())
                        .containerDeleteRetentionPolicy(
                                StorageAccountBlobPropertiesContainerDeleteRetentionPolicy.builder()
                                        .days(KEEP_DELETED_DAYS)
                                        .build())
                        .build());
    }
}
