package dev.chatstack.kubernetes.access;

import com.hashicorp.cdktf.providers.kubernetes.role_binding_v1.*;
import dev.chatstack.config.RbacConfig;
import dev.chatstack.kubernetes.Namespace;
import java.util.List;
import software.constructs.Construct;

/** What groups of people may do in one namespace. Kubernetes itself has the roles of those who look and of those who may do everything. */
public final class GroupAccess extends Construct {
    private static final String OPERATOR = "chat-operator";

    /** Defines the bindings of {@code namespace}, once its CronJobs are defined; a role that no group has is not made. */
    public GroupAccess(Construct scope, Namespace namespace, RbacConfig rbac) {
        super(scope, "group-access");
        bind(namespace, "admins", "admin", rbac.admins());
        bind(namespace, "viewers", "view", rbac.viewers());
        bind(namespace, "operators", "view", rbac.operators());
        if (!rbac.operators().isEmpty()) {
            new WorkloadRole(
                            this,
                            namespace,
                            OPERATOR,
                            WorkloadRole.Rule.of("apps", List.of("deployments", "statefulsets"), "patch"),
                            WorkloadRole.Rule.of(
                                    "apps",
                                    List.of("deployments/scale", "statefulsets/scale"),
                                    "get",
                                    "patch",
                                    "update"),
                            WorkloadRole.Rule.of("batch", List.of("jobs"), "create", "delete"),
                            WorkloadRole.Rule.of("batch", List.of("cronjobs"), "patch"),
                            WorkloadRole.Rule.of("", List.of("pods"), "delete"),
                            WorkloadRole.Rule.of("", List.of("pods/portforward"), "create"))
                    .toGroups(rbac.operators());
            new OperatorPolicies(this, namespace, rbac.operators());
        }
    }

    private void bind(Namespace namespace, String id, String clusterRole, List<String> groups) {
        if (groups.isEmpty()) {
            return;
        }
        RoleBindingV1.Builder.create(this, id)
                .metadata(RoleBindingV1Metadata.builder()
                        .name("chat-" + id)
                        .namespace(namespace.name())
                        .build())
                .roleRef(RoleBindingV1RoleRef.builder()
                        .apiGroup(WorkloadRole.API_GROUP)
                        .kind("ClusterRole")
                        .name(clusterRole)
                        .build())
                .subject(WorkloadRole.groups(groups))
                .dependsOn(namespace.first())
                .build();
    }
}
