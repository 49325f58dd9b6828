package dev.chatstack.verify.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.DataFile;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.Set;
import java.util.TreeSet;

/**
 * No service account of the environment may, in the whole cluster, read Secrets, enter pods, impersonate others, make pods or roles
 * (CIS 5.1.1 to 5.1.5). What charts of others need all the same is in {@code known-roles.json5}.
 */
record AccountsReadNoSecrets(LiveCluster cluster, Set<String> namespaces) implements Check {
    private static final JsonNode KNOWN = DataFile.read(AccountsReadNoSecrets.class, "known-roles.json5");

    @Override
    public String group() {
        return "security";
    }

    @Override
    public String name() {
        return "no account of the environment has the whole cluster";
    }

    @Override
    public Finding examine() {
        Set<String> found = new TreeSet<>();
        cluster.all("clusterrolebindings", "-A").forEach(binding -> Json.list(binding.path("subjects"))
                .filter(this::isOurs)
                .forEach(subject -> {
                    String role = binding.at("/roleRef/name").asText();
                    String who = subject.path("namespace").asText() + "/"
                            + subject.path("name").asText();
                    if (subject.path("name").asText().equals("default")) {
                        found.add(who + ": " + role + " for every pod that names no account");
                    }
                    rules(role).forEach(rule -> found.add(who + ": " + rule + " by " + role));
                }));
        return found.isEmpty()
                ? Finding.passed("")
                : Finding.failed(
                        String.join(", ", found),
                        "kubectl get clusterrolebindings -o wide: remove the one that chatstack did not make");
    }

    private boolean isOurs(JsonNode subject) {
        return subject.path("kind").asText().equals("ServiceAccount")
                && namespaces.contains(subject.path("namespace").asText());
    }

    private Set<String> rules(String role) {
        Set<String> telling = new TreeSet<>();
        if (!KNOWN.has(role)) {
            cluster.all("clusterroles", "-A")
                    .filter(each -> Json.name(each).equals(role))
                    .flatMap(each -> Json.list(each.path("rules")))
                    .filter(TellingRule::tells)
                    .forEach(rule -> telling.add(TellingRule.words(rule)));
        }
        return telling;
    }
}
