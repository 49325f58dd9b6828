package dev.chatstack.clouds.google;

import static dev.chatstack.capacity.nodes.Reservation.MIB;
import static dev.chatstack.capacity.nodes.Reservation.between;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.demand.ComputeResources;
import dev.chatstack.capacity.nodes.CloudNodes;
import dev.chatstack.capacity.nodes.MachineType;
import dev.chatstack.capacity.nodes.NodePool;
import dev.chatstack.capacity.nodes.NodePools;
import dev.chatstack.capacity.nodes.NodeTemplate;
import dev.chatstack.capacity.nodes.Reservation;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Node pools of GKE. */
public record GoogleNodes() implements CloudNodes {
    /** GKE's own limit where none is set. */
    private static final int MAX_PODS = 110;

    /** GKE's documentation keeps so many thousandths of a processor of a machine with a shared core. */
    private static final long SHARED_CORE = 1060;

    @Override
    public String name() {
        return "google";
    }

    @Override
    public void find(Blueprint blueprint, NodePools pools) {
        for (Resource pool : blueprint.all("google_container_node_pool")) {
            Optional<Resource> cluster =
                    blueprint.referenced(pool.at("/cluster").asText());
            List<String> zones =
                    cluster.map(it -> NodePools.texts(it.at("/node_locations"))).orElse(List.of());
            String location = cluster.map(it -> it.at("/location").asText()).orElse("");
            JsonNode node = pool.at("/node_config");
            pools.add(
                    List.of(node.path("machine_type").asText()),
                    machine -> new NodePool(
                            pool.name(),
                            new NodeTemplate(
                                    this,
                                    machine,
                                    pool.at("/max_pods_per_node").asInt(MAX_PODS),
                                    node.path("spot").asBoolean()),
                            NodePools.count(pool.at("/autoscaling"), "total_min_node_count", "total_max_node_count"),
                            zones.isEmpty() ? List.of(location) : zones,
                            new TreeSet<>(node.path("taint").findValuesAsText("key"))));
        }
    }

    /**
     * As the autoscaler predicts it: kubernetes/autoscaler, cluster-autoscaler/cloudprovider/gce/reserved.go. The kernel keeps
     * a 64th of the memory, 16 MiB and, above 3 GiB, 64 MiB.
     */
    @Override
    public ComputeResources allocatable(MachineType machine, int pods) {
        long kernel = machine.memory() / 64 + 16 * MIB + (machine.memory() > 3L << 30 ? 64 * MIB : 0);
        long mib = machine.memory() / MIB;
        double kept = 0.25 * between(mib, 0, 4000)
                + 0.2 * between(mib, 4000, 8000)
                + 0.1 * between(mib, 8000, 16000)
                + 0.06 * between(mib, 16000, 128000)
                + 0.02 * between(mib, 128000, Long.MAX_VALUE);
        boolean sharedCore = machine.name().matches("e2-(micro|small|medium)");
        return new Reservation(
                        sharedCore ? SHARED_CORE : Reservation.steps(machine.cpu()), kernel + ((long) kept) * MIB)
                .of(machine, pods);
    }
}
