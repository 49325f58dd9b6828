package dev.chatstack.capacity.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.demand.NamespaceDefaults;
import dev.chatstack.capacity.demand.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The nodes of a cluster that is there already, less what others run on them, as {@code kubectl get nodes,csinodes,pods -A -o json}
 * prints them. Pods in the namespaces that an environment makes are its own and take nothing away.
 */
public final class ExistingNodes {
    /** The limit of disks for a node whose drivers state none; the Kubernetes scheduler does not count disks there either. */
    public static final int UNCOUNTED = 1000;

    private static final Set<String> KEEPS_PODS_AWAY = Set.of("NoSchedule", "NoExecute");

    private final Set<String> own;
    private final Map<String, Integer> disks = new HashMap<>();
    private final Map<String, ComputeResources> used = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    private ExistingNodes(Set<String> own) {
        this.own = own;
    }

    /** The nodes in {@code list} on which pods of {@code blueprint} may run. */
    public static List<Node> of(Blueprint blueprint, JsonNode list) {
        ExistingNodes cluster = new ExistingNodes(Set.copyOf(blueprint.namespaces()));
        list.path("items").forEach(cluster::readDriverOrPod);
        list.path("items").forEach(cluster::readNode);
        return List.copyOf(cluster.nodes);
    }

    private void readDriverOrPod(JsonNode item) {
        String kind = item.path("kind").asText();
        if (kind.equals("CSINode")) {
            for (JsonNode driver : item.at("/spec/drivers")) {
                int count = driver.at("/allocatable/count").asInt();
                disks.merge(item.at("/metadata/name").asText(), count, Math::max);
            }
        } else if (kind.equals("Pod")
                && item.at("/spec").has("nodeName")
                && !own.contains(item.at("/metadata/namespace").asText())
                && !Set.of("Succeeded", "Failed")
                        .contains(item.at("/status/phase").asText())) {
            used.merge(item.at("/spec/nodeName").asText(), requests(item.path("spec")), ComputeResources::plus);
        }
    }

    private void readNode(JsonNode item) {
        if (!item.path("kind").asText().equals("Node")
                || item.at("/spec/unschedulable").asBoolean()) {
            return;
        }
        String name = item.at("/metadata/name").asText();
        JsonNode allocatable = item.at("/status/allocatable");
        int limit = disks.getOrDefault(name, 0);
        ComputeResources room = new ComputeResources(
                Quantity.milliCpu(allocatable.path("cpu").asText()),
                Quantity.bytes(allocatable.path("memory").asText()),
                allocatable.path("pods").asInt(),
                limit == 0 ? UNCOUNTED : limit);
        Set<String> refuses = new TreeSet<>();
        for (JsonNode taint : item.at("/spec/taints")) {
            if (KEEPS_PODS_AWAY.contains(taint.path("effect").asText())) {
                refuses.add(taint.path("key").asText());
            }
        }
        String zone = item.path("metadata")
                .path("labels")
                .path("topology.kubernetes.io/zone")
                .asText("one");
        nodes.add(new Node(name, zone, room.minus(used.getOrDefault(name, ComputeResources.NONE)), refuses));
    }

    private static ComputeResources requests(JsonNode spec) {
        return NamespaceDefaults.Additions.NONE
                .pod(spec.path("containers"), spec.path("initContainers"))
                .plus(new ComputeResources(0, 0, 1, 0));
    }
}
