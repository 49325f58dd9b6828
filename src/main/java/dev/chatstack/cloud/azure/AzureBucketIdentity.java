package dev.chatstack.cloud.azure;

import static java.util.Objects.requireNonNull;

import com.hashicorp.cdktf.providers.azurerm.role_definition.RoleDefinition;
import com.hashicorp.cdktf.providers.azurerm.role_definition.RoleDefinitionPermissions;
import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.BucketUser.Right;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/** Who one service account of the cluster is to Azure: an identity without a password, with a role on one container. */
public final class AzureBucketIdentity extends Construct {
    private static final String CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers/";

    /** Of blobs; old versions have their own action, {@code deleteBlobVersion}. */
    private static final Map<Right, List<String>> ACTIONS = Map.of(
            Right.READ, List.of(CONTAINERS + "blobs/read"),
            Right.CREATE, List.of(CONTAINERS + "blobs/add/action", CONTAINERS + "blobs/write"),
            Right.DELETE, List.of(CONTAINERS + "blobs/delete"));

    /** Lets {@code user} use the container of {@code storage}. */
    public AzureBucketIdentity(
            Construct scope,
            AzureNames names,
            EnvironmentGroups groups,
            AksCluster cluster,
            PrivateStorage storage,
            BucketUser user) {
        super(scope, "identity-" + user.name());
        new PasswordlessIdentity(this, names, groups, names.identity(user))
                .takenOnBy(cluster, user.namespace() + ":" + user.serviceAccount())
                .role("role", role(names, groups, user), storage.containerId())
                .build();
    }

    /** Azure's own role for writing may delete the whole container. */
    private RoleDefinition role(AzureNames names, EnvironmentGroups groups, BucketUser user) {
        return RoleDefinition.Builder.create(this, "role-definition")
                .name(names.role(user))
                .description("blobs of one container: "
                        + String.join(", ", rights(user).map(Right::name).toList()))
                .scope(groups.dataId())
                .assignableScopes(List.of(groups.dataId()))
                .permissions(List.of(RoleDefinitionPermissions.builder()
                        .actions(List.of(CONTAINERS + "read"))
                        .dataActions(rights(user)
                                .flatMap(right -> requireNonNull(ACTIONS.get(right)).stream())
                                .toList())
                        .build()))
                .build();
    }

    private static Stream<Right> rights(BucketUser user) {
        return Stream.of(Right.values()).filter(user.rights()::contains);
    }
}
