package dev.chatstack.verify.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** No Service opens a port of the nodes or its own address, and a load balancer is there only where {@code blueprint} asks for one. */
record DoorsAreClosed(LiveCluster cluster, Set<String> namespaces, Blueprint blueprint) implements Check {
    @Override
    public String group() {
        return "security";
    }

    @Override
    public String name() {
        return "no door is open but the chat's";
    }

    @Override
    public Finding examine() {
        Set<String> found = new TreeSet<>();
        cluster.all("services", "-A")
                .filter(service ->
                        namespaces.contains(service.at("/metadata/namespace").asText()))
                .forEach(service -> door(service).ifPresent(reason -> found.add(Json.path(service) + ": " + reason)));
        return found.isEmpty()
                ? Finding.passed("")
                : Finding.failed(
                        String.join(", ", found),
                        "the next deploy closes what it knows; delete the Service that chatstack did not make");
    }

    private Optional<String> door(JsonNode service) {
        String type = service.at("/spec/type").asText();
        if (type.equals("NodePort")) {
            return Optional.of("NodePort, open on every node");
        }
        if (!service.at("/spec/externalIPs").isEmpty()) {
            return Optional.of("externalIPs");
        }
        return type.equals("LoadBalancer") && !isWanted(service)
                ? Optional.of("LoadBalancer that the environment does not ask for")
                : Optional.empty();
    }

    /** One of the stacks' own, or that of a chart whose values ask for one: the gateway of the mesh and, with its networks, Grafana. */
    private boolean isWanted(JsonNode service) {
        String namespace = service.at("/metadata/namespace").asText();
        String name = Json.name(service);
        boolean own = blueprint.all("kubernetes_service_v1").stream()
                .anyMatch(each -> each.namespace().equals(namespace)
                        && each.name().equals(name)
                        && each.text("/spec/type").equals("LoadBalancer"));
        boolean gateway = blueprint.all("helm_release").stream()
                .anyMatch(release -> release.namespace().equals(namespace)
                        && release.name().equals(name)
                        && release.text("/chart").endsWith("gateway"));
        boolean grafana = name.endsWith("-grafana")
                && !service.at("/spec/loadBalancerSourceRanges").isEmpty()
                && blueprint.all("helm_release").stream()
                        .anyMatch(release -> release.namespace().equals(namespace)
                                && release.text("/values/0").contains("LoadBalancer"));
        return own || gateway || grafana;
    }
}
