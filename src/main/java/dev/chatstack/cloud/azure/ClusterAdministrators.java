package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.azurerm.role_assignment.RoleAssignment;
import java.util.List;
import software.constructs.Construct;

/**
 * Lets people and machines administer the cluster under their own names. There is no shared account to fall back on.
 *
 * <p>They hold the role on the resource group, whose only cluster it is: Azure needs minutes to pass a role on, and these go by while the
 * cluster is made. Held on the cluster, the first object of the next stack could be refused.
 */
final class ClusterAdministrators extends Construct {
    ClusterAdministrators(Construct scope, List<String> objectIds, EnvironmentGroups groups) {
        super(scope, "administrators");
        for (String objectId : objectIds) {
            RoleAssignment.Builder.create(this, objectId)
                    .scope(groups.mainId())
                    .roleDefinitionName("Azure Kubernetes Service RBAC Cluster Admin")
                    .principalId(objectId)
                    .lifecycle(TerraformResourceLifecycle.builder()
                            .createBeforeDestroy(true)
                            .build())
                    .build();
        }
    }
}
