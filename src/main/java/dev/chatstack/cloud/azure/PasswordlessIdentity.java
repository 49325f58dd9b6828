package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.providers.azurerm.federated_identity_credential.FederatedIdentityCredential;
import com.hashicorp.cdktf.providers.azurerm.role_assignment.RoleAssignment;
import com.hashicorp.cdktf.providers.azurerm.role_definition.RoleDefinition;
import com.hashicorp.cdktf.providers.azurerm.user_assigned_identity.UserAssignedIdentity;
import java.util.List;
import software.constructs.Construct;

/** Somebody in Azure who has no password: who may act as it is said here, and what it may do. */
public final class PasswordlessIdentity {
    private final Construct scope;
    private final EnvironmentGroups groups;
    private final UserAssignedIdentity identity;

    /** Defines the identity {@code name} as the main resource of {@code scope}. */
    public PasswordlessIdentity(Construct scope, AzureNames names, EnvironmentGroups groups, String name) {
        this.scope = scope;
        this.groups = groups;
        identity = UserAssignedIdentity.Builder.create(scope, "Default")
                .name(name)
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .build();
    }

    /** Resource id. */
    String id() {
        return identity.getId();
    }

    /** Lets pods of {@code cluster} act as it that run as {@code serviceAccount}, written {@code namespace:name}. */
    public PasswordlessIdentity takenOnBy(AksCluster cluster, String serviceAccount) {
        FederatedIdentityCredential.Builder.create(scope, "service-account")
                .name("service-account")
                .resourceGroupName(groups.main())
                .parentId(identity.getId())
                .issuer(cluster.tokenIssuer())
                .audience(List.of("api://AzureADTokenExchange"))
                .subject("system:serviceaccount:" + serviceAccount)
                .build();
        return this;
    }

    /** Begins to give it {@code role} on the resource with the id {@code resource}. */
    public RoleAssignment.Builder role(String id, String role, String resource) {
        return on(id, resource).roleDefinitionName(role);
    }

    /** The same with a role of ours. */
    RoleAssignment.Builder role(String id, RoleDefinition role, String resource) {
        return on(id, resource).roleDefinitionId(role.getRoleDefinitionResourceId());
    }

    private RoleAssignment.Builder on(String id, String resource) {
        return RoleAssignment.Builder.create(scope, id)
                .scope(resource)
                .principalId(identity.getPrincipalId())
                // without it Azure looks the identity up, and does not find one that was made a second ago
                .principalType("ServicePrincipal");
    }
}
