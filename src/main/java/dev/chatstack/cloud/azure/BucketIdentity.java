package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.providers.azurerm.federated_identity_credential.FederatedIdentityCredential;
import com.hashicorp.cdktf.providers.azurerm.role_assignment.RoleAssignment;
import com.hashicorp.cdktf.providers.azurerm.user_assigned_identity.UserAssignedIdentity;
import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.BucketUser.Right;
import java.util.List;
import java.util.Set;
import software.constructs.Construct;

/** Who one service account of the cluster is to Azure: an identity without a password, with a role on one container. */
public final class BucketIdentity extends Construct {
    /** Azure's role for writing allows deletion too; a condition of the assignment takes it away again. */
    private static final String NEVER_DELETES =
            "((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete'})))";

    /** Lets {@code user} use the container of {@code storage}. */
    public BucketIdentity(
            Construct scope,
            AzureNames names,
            EnvironmentGroups groups,
            AksCluster cluster,
            PrivateStorage storage,
            BucketUser user) {
        super(scope, "identity-" + user.name());
        UserAssignedIdentity identity = UserAssignedIdentity.Builder.create(this, "Default")
                .name(names.identity(user))
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .build();
        FederatedIdentityCredential.Builder.create(this, "service-account")
                .name("service-account")
                .resourceGroupName(groups.main())
                .parentId(identity.getId())
                .issuer(cluster.tokenIssuer())
                .audience(List.of("api://AzureADTokenExchange"))
                .subject("system:serviceaccount:" + user.namespace() + ":" + user.serviceAccount())
                .build();
        boolean reads = user.rights().equals(Set.of(Right.READ));
        RoleAssignment.Builder role = RoleAssignment.Builder.create(this, "role")
                .scope(storage.containerId())
                .roleDefinitionName(reads ? "Storage Blob Data Reader" : "Storage Blob Data Contributor")
                .principalId(identity.getPrincipalId())
                .principalType("ServicePrincipal");
        if (!reads && !user.rights().contains(Right.DELETE)) {
            role.condition(NEVER_DELETES).conditionVersion("2.0");
        }
        role.build();
    }
}
