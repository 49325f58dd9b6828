package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.providers.azurerm.kubernetes_cluster.KubernetesCluster;
import com.hashicorp.cdktf.providers.azurerm.role_assignment.RoleAssignment;
import java.util.List;
import software.constructs.Construct;

/** Lets people and machines administer the cluster under their own names. There is no shared account to fall back on. */
final class ClusterAdministrators extends Construct {
    ClusterAdministrators(Construct scope, List<String> objectIds, KubernetesCluster cluster) {
        super(scope, "administrators");
        for (String objectId : objectIds) {
            RoleAssignment.Builder.create(this, objectId)
                    .scope(cluster.getId())
                    .roleDefinitionName("Azure Kubernetes Service RBAC Cluster Admin")
                    .principalId(objectId)
                    .build();
        }
    }
}
