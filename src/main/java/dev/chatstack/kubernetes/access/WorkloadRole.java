package dev.chatstack.kubernetes.access;

import com.hashicorp.cdktf.providers.kubernetes.role_binding_v1.*;
import com.hashicorp.cdktf.providers.kubernetes.role_v1.*;
import dev.chatstack.kubernetes.Namespace;
import java.util.Arrays;
import java.util.List;
import software.constructs.Construct;

/** What somebody may do in one namespace, and who that is. */
public final class WorkloadRole extends Construct {
    static final String API_GROUP = "rbac.authorization.k8s.io";

    private final String name;
    private final Namespace namespace;
    private final RoleV1 role;

    /** Defines the WorkloadRole {@code name}, which nobody has yet. */
    public WorkloadRole(Construct scope, Namespace namespace, String name, Rule... rules) {
        super(scope, "role-" + name);
        this.name = name;
        this.namespace = namespace;
        this.role = RoleV1.Builder.create(this, "Default")
                .metadata(RoleV1Metadata.builder()
                        .name(name)
                        .namespace(namespace.name())
                        .build())
                .rule(Arrays.stream(rules).map(WorkloadRole::rendered).toList())
                .dependsOn(namespace.first())
                .build();
    }

    /**
     * Some verbs on some resources.
     *
     * @param group API group, empty for the core's
     * @param names the only objects it is about; empty for all of the namespace
     */
    public record Rule(String group, List<String> resources, List<String> names, List<String> verbs) {
        /** {@code verbs} on every object of the kind {@code resources}, such as {@code pods/log}. */
        public static Rule of(String group, List<String> resources, String... verbs) {
            return new Rule(group, resources, List.of(), List.of(verbs));
        }

        /** This rule for the objects called {@code names} alone. */
        public Rule only(List<String> objects) {
            return new Rule(group, resources, objects, verbs);
        }
    }

    /** Gives it to pods that run as {@code account}. */
    public WorkloadRole to(ServiceAccount account) {
        return toAccount(account.name());
    }

    /** Gives it to pods that run as the service account {@code account}, which a chart makes. */
    public WorkloadRole toAccount(String account) {
        bind(
                account,
                List.of(RoleBindingV1Subject.builder()
                        .kind("ServiceAccount")
                        .name(account)
                        .namespace(namespace.name())
                        .build()));
        return this;
    }

    /** Gives it to the members of {@code groups}, as the cluster's sign-in calls them. */
    WorkloadRole toGroups(List<String> groups) {
        bind("groups", groups(groups));
        return this;
    }

    static List<RoleBindingV1Subject> groups(List<String> groups) {
        return groups.stream()
                .map(group -> RoleBindingV1Subject.builder()
                        .kind("Group")
                        .name(group)
                        .apiGroup(API_GROUP)
                        .build())
                .toList();
    }

    private void bind(String id, List<RoleBindingV1Subject> subjects) {
        RoleBindingV1.Builder.create(this, id)
                .metadata(RoleBindingV1Metadata.builder()
                        .name(id.equals(name) ? name : name + "-" + id)
                        .namespace(namespace.name())
                        .build())
                .roleRef(RoleBindingV1RoleRef.builder()
                        .apiGroup(API_GROUP)
                        .kind("Role")
                        .name(name)
                        .build())
                .subject(subjects)
                .dependsOn(List.of(role))
                .build();
    }

    private static RoleV1Rule rendered(Rule rule) {
        RoleV1Rule.Builder rendered = RoleV1Rule.builder()
                .apiGroups(List.of(rule.group()))
                .resources(rule.resources())
                .verbs(rule.verbs());
        if (!rule.names().isEmpty()) {
            rendered.resourceNames(rule.names());
        }
        return rendered.build();
    }
}
