package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.providers.azurerm.role_assignment.RoleAssignment;
import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.BucketUser.Right;
import java.util.Set;
import software.constructs.Construct;

/** Who one service account of the cluster is to Azure: an identity without a password, with a role on one container. */
public final class AzureBucketIdentity extends Construct {
    /** Azure's role for writing allows deletion too; a condition of the assignment takes it away again. */
    private static final String NEVER_DELETES =
            "((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete'})))";

    /** Lets {@code user} use the container of {@code storage}. */
    public AzureBucketIdentity(
            Construct scope,
            AzureNames names,
            EnvironmentGroups groups,
            AksCluster cluster,
            PrivateStorage storage,
            BucketUser user) {
        super(scope, "identity-" + user.name());
        boolean reads = user.rights().equals(Set.of(Right.READ));
        RoleAssignment.Builder role = new PasswordlessIdentity(this, names, groups, names.identity(user))
                .takenOnBy(cluster, user.namespace() + ":" + user.serviceAccount())
                .role(
                        "role",
                        reads ? "Storage Blob Data Reader" : "Storage Blob Data Contributor",
                        storage.containerId());
        if (!reads && !user.rights().contains(Right.DELETE)) {
            role.condition(NEVER_DELETES).conditionVersion("2.0");
        }
        role.build();
    }
}
