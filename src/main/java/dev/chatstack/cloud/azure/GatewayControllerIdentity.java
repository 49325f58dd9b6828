package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.providers.azurerm.federated_identity_credential.FederatedIdentityCredential;
import com.hashicorp.cdktf.providers.azurerm.role_assignment.RoleAssignment;
import com.hashicorp.cdktf.providers.azurerm.user_assigned_identity.UserAssignedIdentity;
import java.util.List;
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
        UserAssignedIdentity identity = UserAssignedIdentity.Builder.create(this, "Default")
                .name(names.gatewayIdentity())
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .build();
        FederatedIdentityCredential.Builder.create(this, "service-account")
                .name("service-account")
                .resourceGroupName(groups.main())
                .parentId(identity.getId())
                .issuer(cluster.tokenIssuer())
                .audience(List.of("api://AzureADTokenExchange"))
                .subject("system:serviceaccount:" + serviceAccount)
                .build();
        gateway.controllerRoles(groups).forEach(role -> RoleAssignment.Builder.create(this, role.id())
                .scope(role.scope())
                .roleDefinitionName(role.role())
                .principalId(identity.getPrincipalId())
                .principalType("ServicePrincipal")
                .build());
    }
}
