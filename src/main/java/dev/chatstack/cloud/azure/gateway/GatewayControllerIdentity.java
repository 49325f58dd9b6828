package dev.chatstack.cloud.azure.gateway;

import dev.chatstack.cloud.azure.AksCluster;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.EnvironmentGroups;
import dev.chatstack.cloud.azure.PasswordlessIdentity;
import software.constructs.Construct;

/**
 * Who the gateway's controller is to Azure: an identity without a password, which one service account of the cluster may take on. It may
 * write the gateway, join what the gateway uses, and read its resource group.
 */
public final class GatewayControllerIdentity extends Construct {
    /** Lets {@code serviceAccount}, written {@code namespace:name}, steer {@code gateway}. */
    public GatewayControllerIdentity(
            Construct scope,
            AzureNames names,
            EnvironmentGroups groups,
            AksCluster cluster,
            PublicGateway gateway,
            String serviceAccount) {
        super(scope, "gateway-controller");
        PasswordlessIdentity identity = new PasswordlessIdentity(this, names, groups, names.gatewayIdentity())
                .takenOnBy(cluster, serviceAccount);
        gateway.controllerRoles(groups).forEach(role -> identity.role(role.id(), role.role(), role.scope())
                .build());
    }
}
