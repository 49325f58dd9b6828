package dev.chatstack.kubernetes.access;

import com.hashicorp.cdktf.providers.kubernetes.cluster_role_binding_v1.*;
import com.hashicorp.cdktf.providers.kubernetes.cluster_role_v1.*;
import dev.chatstack.kubernetes.Namespace;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/**
 * What pods of a chart may read in the whole cluster. The charts name such roles after themselves, so that two environments of a cluster
 * could not both have them; these carry the name of their namespace.
 */
public final class ClusterRights extends Construct {
    private static final String[] LOOKING = {"get", "list", "watch"};

    /** Lets pods of {@code namespace} that run as {@code account} get, list and watch {@code resources}, and get {@code urls} of the API server. */
    public ClusterRights(
            Construct scope, Namespace namespace, String account, List<Looking> resources, List<String> urls) {
        super(scope, "cluster-rights-" + account);
        String name = namespace.name() + "-" + account;
        List<ClusterRoleV1Rule> rules = new ArrayList<>();
        for (Looking looking : resources) {
            rules.add(ClusterRoleV1Rule.builder()
                    .apiGroups(List.of(looking.group()))
                    .resources(looking.resources())
                    .verbs(List.of(LOOKING))
                    .build());
        }
        if (!urls.isEmpty()) {
            rules.add(ClusterRoleV1Rule.builder()
                    .nonResourceUrls(urls)
                    .verbs(List.of("get"))
                    .build());
        }
        ClusterRoleV1 role = ClusterRoleV1.Builder.create(this, "role")
                .metadata(ClusterRoleV1Metadata.builder().name(name).build())
                .rule(rules)
                .build();
        ClusterRoleBindingV1.Builder.create(this, "Default")
                .metadata(ClusterRoleBindingV1Metadata.builder().name(name).build())
                .roleRef(ClusterRoleBindingV1RoleRef.builder()
                        .apiGroup(WorkloadRole.API_GROUP)
                        .kind("ClusterRole")
                        .name(name)
                        .build())
                .subject(List.of(ClusterRoleBindingV1Subject.builder()
                        .kind("ServiceAccount")
                        .name(account)
                        .namespace(namespace.name())
                        .build()))
                .dependsOn(List.of(role))
                .build();
    }

    /** Some resources of an API group, empty for the core's. */
    public record Looking(String group, List<String> resources) {
        public Looking {
            resources = List.copyOf(resources);
        }
    }
}
