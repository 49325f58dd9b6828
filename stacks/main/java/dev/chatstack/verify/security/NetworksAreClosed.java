package dev.chatstack.verify.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** In each namespace a network policy denies everything by default, and none opens everything (CIS 5.3.2). */
record NetworksAreClosed(LiveCluster cluster, Set<String> namespaces) implements Check {
    @Override
    public String group() {
        return "security";
    }

    @Override
    public String name() {
        return "network rules deny what is not named";
    }

    @Override
    public Finding examine() {
        List<JsonNode> policies = cluster.all("networkpolicies", "-A").toList();
        Set<String> found = new TreeSet<>();
        for (String namespace : namespaces) {
            List<JsonNode> here = policies.stream()
                    .filter(policy -> policy.at("/metadata/namespace").asText().equals(namespace))
                    .toList();
            if (here.stream().noneMatch(NetworksAreClosed::deniesAll)) {
                found.add(namespace + ": nothing denies what no rule names");
            }
            here.stream()
                    .filter(NetworksAreClosed::opensAll)
                    .forEach(policy -> found.add(Json.path(policy) + ": opens everything"));
        }
        return found.isEmpty()
                ? Finding.passed(namespaces.size() + " namespaces")
                : Finding.failed(
                        String.join(", ", found),
                        "the next deploy restores its own rules; delete those that chatstack did not make: kubectl get networkpolicies -A");
    }

    private static boolean deniesAll(JsonNode policy) {
        JsonNode spec = policy.path("spec");
        return selectsAll(spec)
                && Json.texts(spec.path("policyTypes")).containsAll(List.of("Ingress", "Egress"))
                && spec.path("ingress").isEmpty()
                && spec.path("egress").isEmpty();
    }

    private static boolean opensAll(JsonNode policy) {
        JsonNode spec = policy.path("spec");
        return Json.list(spec.path("ingress"))
                        .anyMatch(rule -> rule.path("from").isEmpty()
                                && rule.path("ports").isEmpty())
                || Json.list(spec.path("egress"))
                        .anyMatch(rule ->
                                rule.path("to").isEmpty() && rule.path("ports").isEmpty());
    }

    private static boolean selectsAll(JsonNode spec) {
        return spec.at("/podSelector/matchLabels").isEmpty()
                && spec.at("/podSelector/matchExpressions").isEmpty();
    }
}
