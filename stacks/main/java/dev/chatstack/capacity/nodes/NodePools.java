package dev.chatstack.capacity.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.values.NodeCount;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Finds the nodes that the stacks of an environment make. */
public final class NodePools {
    /** GKE's own limit where none is set. */
    private static final int GKE_PODS = 110;

    private static final Pattern MAX_PODS = Pattern.compile("maxPods:\\s*(\\d+)");

    private final List<NodePool> pools = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();

    /** Reads those of {@code blueprint}. */
    public NodePools(Blueprint blueprint) {
        for (Resource pool : blueprint.all("google_container_node_pool")) {
            google(blueprint, pool);
        }
        for (Resource group : blueprint.all("aws_eks_node_group")) {
            aws(blueprint, group);
        }
        for (Resource cluster : blueprint.all("azurerm_kubernetes_cluster")) {
            azure(cluster.at("/default_node_pool"));
        }
        for (Resource pool : blueprint.all("azurerm_kubernetes_cluster_node_pool")) {
            azure(pool.body());
        }
    }

    /** Those whose machine type is known. */
    public List<NodePool> known() {
        return List.copyOf(pools);
    }

    /** Machine types that {@code machine-types.json5} lacks. */
    public Set<String> unknownMachines() {
        return Set.copyOf(unknown);
    }

    private void google(Blueprint blueprint, Resource pool) {
        Optional<Resource> cluster = blueprint.referenced(pool.at("/cluster").asText());
        List<String> zones = cluster.map(it -> texts(it.at("/node_locations"))).orElse(List.of());
        String location = cluster.map(it -> it.at("/location").asText()).orElse("");
        JsonNode node = pool.at("/node_config");
        add(
                "google",
                List.of(node.path("machine_type").asText()),
                machine -> new NodePool(
                        pool.name(),
                        "google",
                        machine,
                        pool.at("/max_pods_per_node").asInt(GKE_PODS),
                        count(pool.at("/autoscaling"), "total_min_node_count", "total_max_node_count"),
                        zones.isEmpty() ? List.of(location) : zones,
                        Set.of(),
                        node.path("spot").asBoolean()));
    }

    private void aws(Blueprint blueprint, Resource group) {
        List<String> zones = texts(group.at("/subnet_ids")).stream()
                .map(subnet -> blueprint
                        .referenced(subnet)
                        .map(it -> it.at("/availability_zone").asText())
                        .orElse(subnet))
                .toList();
        Optional<Resource> template =
                blueprint.referenced(group.at("/launch_template/id").asText());
        int maxPods =
                template.flatMap(it -> maxPods(it.at("/user_data").asText())).orElse(0);
        List<String> types = texts(group.at("/instance_types"));
        add(
                "aws",
                types.isEmpty()
                        ? template.map(it -> it.at("/instance_type").asText()).stream()
                                .toList()
                        : types,
                machine -> new NodePool(
                        group.name(),
                        "aws",
                        machine,
                        maxPods == 0 ? machine.pods() : maxPods,
                        count(group.at("/scaling_config"), "min_size", "max_size"),
                        zones,
                        Set.of(),
                        group.at("/capacity_type").asText().equals("SPOT")));
    }

    private void azure(JsonNode pool) {
        boolean spot = pool.path("priority").asText().equals("Spot");
        Set<String> refuses = new TreeSet<>();
        if (pool.path("only_critical_addons_enabled").asBoolean()) {
            refuses.add("CriticalAddonsOnly");
        }
        if (spot) {
            refuses.add("kubernetes.azure.com/scalesetpriority");
        }
        List<String> zones = texts(pool.path("zones"));
        add(
                "azure",
                List.of(pool.path("vm_size").asText()),
                machine -> new NodePool(
                        pool.path("name").asText(),
                        "azure",
                        machine,
                        pool.path("max_pods").asInt(),
                        count(pool, "min_count", "max_count"),
                        zones.isEmpty() ? List.of("one") : zones,
                        refuses,
                        spot));
    }

    /** Of several types of equal size the smallest counts: any of them may be what one gets. */
    private void add(String cloud, List<String> types, Function<MachineType, NodePool> pool) {
        List<MachineType> machines = new ArrayList<>();
        for (String type : types) {
            MachineTypes.find(cloud, type).ifPresentOrElse(machines::add, () -> unknown.add(type));
        }
        machines.stream()
                .min(Comparator.comparing(MachineType::memory).thenComparing(MachineType::cpu))
                .ifPresent(machine -> pools.add(pool.apply(machine)));
    }

    private static NodeCount count(JsonNode scaling, String smallest, String largest) {
        return new NodeCount(
                scaling.path(smallest).asInt(), scaling.path(largest).asInt());
    }

    private static Optional<Integer> maxPods(String userData) {
        Matcher setting = MAX_PODS.matcher(new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8));
        return setting.find() ? Optional.of(Integer.valueOf(setting.group(1))) : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
