package dev.chatstack.verify.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The API server holds the pods of each namespace to the restricted standard, but for {@code agents} of the node (CIS 5.2.1). */
record NamespacesAreRestricted(LiveCluster cluster, Set<String> namespaces, Set<String> agents) implements Check {
    private static final String ENFORCED = "/metadata/labels/pod-security.kubernetes.io~1enforce";

    @Override
    public String group() {
        return "security";
    }

    @Override
    public String name() {
        return "namespaces refuse pods that are not restricted";
    }

    @Override
    public Finding examine() {
        Set<String> found = cluster.all("namespaces", "-A")
                .filter(namespace ->
                        namespaces.contains(Json.name(namespace)) && !agents.contains(Json.name(namespace)))
                .filter(namespace -> !namespace.at(ENFORCED).asText().equals("restricted"))
                .map(NamespacesAreRestricted::words)
                .collect(Collectors.toCollection(TreeSet::new));
        return found.isEmpty()
                ? Finding.passed(namespaces.size() - agents.size() + " namespaces")
                : Finding.failed(
                        String.join(", ", found),
                        "kubectl label namespace " + found.iterator().next().replaceFirst(":.*", "")
                                + " pod-security.kubernetes.io/enforce=restricted --overwrite");
    }

    private static String words(JsonNode namespace) {
        return Json.name(namespace) + ": " + namespace.at(ENFORCED).asText("no label");
    }
}
