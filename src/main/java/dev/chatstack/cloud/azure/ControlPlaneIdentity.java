package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.azurerm.role_assignment.RoleAssignment;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/**
 * Who the cluster is to Azure when it makes nodes and load balancers. It exists before the cluster, so that its role does too.
 *
 * <p>It may change a new network, and of one that exists its subnets: nodes join their subnet, load balancers too, and the overlay of the pods reaches into the subnet of the
 * Application Gateway.
 */
final class ControlPlaneIdentity extends Construct {
    private final PasswordlessIdentity identity;
    private final List<RoleAssignment> roles = new ArrayList<>();

    ControlPlaneIdentity(Construct scope, AzureNames names, EnvironmentGroups groups, AzureNetwork network) {
        super(scope, "control-plane-identity");
        identity = new PasswordlessIdentity(this, names, groups, names.environment() + "-control-plane");
        network.ofControlPlane()
                .forEach((part, id) ->
                        roles.add(identity.role(part, "Network Contributor", id).build()));
        // without it the cluster's storage driver makes no disk
        names.config()
                .diskEncryptionSet()
                .ifPresent(set -> roles.add(
                        identity.role("disk-encryption", "Contributor", set).build()));
    }

    String id() {
        return identity.id();
    }

    /** The cluster cannot be made before it may. */
    List<? extends ITerraformDependable> granted() {
        return roles;
    }
}
