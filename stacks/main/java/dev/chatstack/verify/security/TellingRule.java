package dev.chatstack.verify.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** A rule of a role that gives more than it seems: Secrets, entry to pods, other identities, other roles, everything. */
final class TellingRule {
    private static final Set<String> DOORS = Set.of(
            "secrets",
            "pods/exec",
            "pods/attach",
            "pods/ephemeralcontainers",
            "pods/proxy",
            "services/proxy",
            "nodes/proxy",
            "serviceaccounts/token");
    private static final Set<String> ACTING = Set.of("impersonate", "bind", "escalate", "approve", "sign");
    private static final Set<String> BECOMES_A_POD_OR_A_ROLE = Set.of(
            "pods",
            "deployments",
            "daemonsets",
            "statefulsets",
            "replicasets",
            "jobs",
            "cronjobs",
            "roles",
            "rolebindings",
            "clusterroles",
            "clusterrolebindings",
            "mutatingwebhookconfigurations",
            "validatingwebhookconfigurations");
    private static final Set<String> WRITING = Set.of("create", "update", "patch", "*");

    private TellingRule() {}

    static boolean tells(JsonNode rule) {
        List<String> resources = Json.texts(rule.path("resources"));
        List<String> verbs = Json.texts(rule.path("verbs"));
        boolean everything = resources.contains("*")
                && Json.texts(rule.path("apiGroups")).stream()
                        .anyMatch(Set.of("*", "", "apps", "batch", "rbac.authorization.k8s.io")::contains);
        boolean makesPodsOrRoles = verbs.stream().anyMatch(WRITING::contains)
                && resources.stream().anyMatch(BECOMES_A_POD_OR_A_ROLE::contains);
        return everything
                || makesPodsOrRoles
                || resources.stream().anyMatch(DOORS::contains)
                || verbs.stream().anyMatch(ACTING::contains);
    }

    static String words(JsonNode rule) {
        return String.join(", ", Json.texts(rule.path("verbs"))) + " "
                + String.join(", ", Json.texts(rule.path("resources")));
    }
}
