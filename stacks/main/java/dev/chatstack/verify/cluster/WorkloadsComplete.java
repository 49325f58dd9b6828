package dev.chatstack.verify.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.live.LiveCluster;
import dev.chatstack.verify.Check;
import dev.chatstack.verify.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every Deployment and StatefulSet of the stacks exists, with as many ready pods as the stacks say. */
public record WorkloadsComplete(LiveCluster cluster, String environment, Blueprint blueprint) implements Check {
    private static final Map<String, String> KINDS =
            Map.of("kubernetes_deployment_v1", "deployments", "kubernetes_stateful_set_v1", "statefulsets");

    @Override
    public String group() {
        return "pods";
    }

    @Override
    public String name() {
        return "every Deployment and StatefulSet has its replicas";
    }

    @Override
    public Finding examine() {
        List<String> incomplete = new ArrayList<>();
        List<String> complete = new ArrayList<>();
        for (String type : KINDS.keySet().stream().sorted().toList()) {
            for (Resource resource : blueprint.all(type)) {
                int wanted = resource.number("/spec/replicas", 1);
                int ready = live(KINDS.getOrDefault(type, ""), resource)
                        .map(workload -> workload.at("/status/readyReplicas").asInt())
                        .orElse(-1);
                String name = resource.namespace() + "/" + resource.name();
                if (ready < wanted) {
                    incomplete.add(name + (ready < 0 ? " does not exist" : " " + ready + " of " + wanted));
                } else {
                    complete.add(resource.name() + " " + ready);
                }
            }
        }
        return incomplete.isEmpty()
                ? Finding.passed(String.join(", ", complete))
                : Finding.failed(
                        String.join(", ", incomplete),
                        "kubectl get events -A --sort-by=.lastTimestamp | tail -20\n./chatstack up -e " + environment
                                + " creates what is missing");
    }

    private Optional<JsonNode> live(String kind, Resource resource) {
        return cluster.all(kind, resource.namespace())
                .filter(workload -> workload.at("/metadata/name").asText().equals(resource.name()))
                .findFirst();
    }
}
