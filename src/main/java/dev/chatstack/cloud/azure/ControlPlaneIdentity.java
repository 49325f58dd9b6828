package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.azurerm.role_assignment.RoleAssignment;
import com.hashicorp.cdktf.providers.azurerm.user_assigned_identity.UserAssignedIdentity;
import software.constructs.Construct;

/**
 * Who the cluster is to Azure when it makes nodes and load balancers. It exists before the cluster, so that its role does too.
 *
 * <p>It may change the network: nodes join their subnet, load balancers too, and the overlay of the pods reaches into the subnet of the
 * Application Gateway.
 */
final class ControlPlaneIdentity extends Construct {
    private final UserAssignedIdentity identity;
    private final RoleAssignment role;

    ControlPlaneIdentity(Construct scope, AzureNames names, EnvironmentGroups groups, AzureNetwork network) {
        super(scope, "control-plane-identity");
        identity = UserAssignedIdentity.Builder.create(this, "Default")
                .name(names.environment() + "-control-plane")
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .build();
        role = RoleAssignment.Builder.create(this, "network")
                .scope(network.networkId())
                .roleDefinitionName("Network Contributor")
                .principalId(identity.getPrincipalId())
                // without it Azure looks the identity up, and does not find one that was made a second ago
                .principalType("ServicePrincipal")
                .build();
    }

    String id() {
        return identity.getId();
    }

    /** The cluster cannot be made before it may. */
    ITerraformDependable granted() {
        return role;
    }
}
