package dev.chatstack.capacity.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.config.values.NodeCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Collects the nodes that the stacks of an environment make. */
public final class NodePools {
    private final CloudNodes cloud;
    private final List<NodePool> pools = new ArrayList<>();
    private final Set<String> unknown = new TreeSet<>();

    /** Lets {@code cloud} find those of {@code blueprint}. */
    public NodePools(CloudNodes cloud, Blueprint blueprint) {
        this.cloud = cloud;
        cloud.find(blueprint, this);
    }

    /** Those whose machine type is known. */
    public List<NodePool> known() {
        return List.copyOf(pools);
    }

    /** Machine types that {@code machine-types.json5} lacks. */
    public Set<String> unknownMachines() {
        return Set.copyOf(unknown);
    }

    /** Adds {@code pool}, of one of {@code types}, which are of equal size: the smallest counts, for any of them may be what one gets. */
    public void add(List<String> types, Function<MachineType, NodePool> pool) {
        List<MachineType> machines = new ArrayList<>();
        for (String type : types) {
            cloud.machine(type).ifPresentOrElse(machines::add, () -> unknown.add(type));
        }
        machines.stream()
                .min(Comparator.comparingLong(MachineType::memory).thenComparingLong(MachineType::cpu))
                .ifPresent(machine -> pools.add(pool.apply(machine)));
    }

    /** The two numbers of {@code scaling} that say how many nodes there are. */
    public static NodeCount count(JsonNode scaling, String smallest, String largest) {
        return new NodeCount(
                scaling.path(smallest).asInt(), scaling.path(largest).asInt());
    }

    /** What is in {@code list}, as text. */
    public static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
