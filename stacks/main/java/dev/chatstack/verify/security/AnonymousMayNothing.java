package dev.chatstack.verify.security;

import dev.chatstack.live.Answer;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What everybody may do, with a sign-in or without, is what Kubernetes itself gives them (CIS 5.1.1, 5.1.8). */
record AnonymousMayNothing(LiveCluster cluster) implements Check {
    private static final Set<String> EVERYBODY =
            Set.of("system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts");
    private static final Set<String> USUAL = Set.of(
            "system:basic-user",
            "system:discovery",
            "system:monitoring",
            "system:public-info-viewer",
            "system:service-account-issuer-discovery");

    @Override
    public String group() {
        return "security";
    }

    @Override
    public String name() {
        return "people without a role may do nothing";
    }

    @Override
    public Finding examine() {
        Set<String> found = new TreeSet<>();
        for (String kind : List.of("clusterrolebindings", "rolebindings")) {
            cluster.all(kind, "-A")
                    .filter(binding -> Json.list(binding.path("subjects"))
                            .anyMatch(subject ->
                                    EVERYBODY.contains(subject.path("name").asText())))
                    .filter(binding ->
                            !USUAL.contains(binding.at("/roleRef/name").asText()))
                    .filter(binding -> isTelling(
                            binding.at("/roleRef/kind").asText(),
                            binding.at("/roleRef/name").asText(),
                            binding.at("/metadata/namespace").asText()))
                    .forEach(binding -> found.add(kind.substring(0, kind.length() - 1) + " " + Json.name(binding)));
        }
        Answer anonymous = cluster.kubectl().ask("auth", "can-i", "get", "secrets", "-A", "--as=system:anonymous");
        if (anonymous.text().trim().equals("yes")) {
            found.add("anonymous requests read Secrets");
        }
        return found.isEmpty()
                ? Finding.passed("")
                : Finding.failed(
                        String.join(", ", found),
                        "kubectl describe " + found.iterator().next());
    }

    private boolean isTelling(String kind, String role, String namespace) {
        return cluster.all(kind.equals("Role") ? "roles" : "clusterroles", kind.equals("Role") ? namespace : "-A")
                .filter(each -> Json.name(each).equals(role))
                .flatMap(each -> Json.list(each.path("rules")))
                .anyMatch(TellingRule::tells);
    }
}
