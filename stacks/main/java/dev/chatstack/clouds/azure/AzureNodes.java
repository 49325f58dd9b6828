package dev.chatstack.clouds.azure;

import static dev.chatstack.capacity.nodes.Reservation.MIB;

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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Node pools of AKS. */
public record AzureNodes() implements CloudNodes {
    /** Thousandths of a processor that AKS keeps, by the number of processors; in between, that of the next size. */
    private static final TreeMap<Integer, Integer> KEPT_CPU =
            new TreeMap<>(Map.of(1, 60, 2, 100, 4, 140, 8, 180, 16, 260, 32, 420, 64, 740));

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public void find(Blueprint blueprint, NodePools pools) {
        blueprint.all("azurerm_kubernetes_cluster").forEach(cluster -> add(cluster.at("/default_node_pool"), pools));
        blueprint.all("azurerm_kubernetes_cluster_node_pool").stream()
                .map(Resource::body)
                .forEach(pool -> add(pool, pools));
    }

    private void add(JsonNode pool, NodePools pools) {
        boolean spot = pool.path("priority").asText().equals("Spot");
        Set<String> refuses = new TreeSet<>();
        if (pool.path("only_critical_addons_enabled").asBoolean()) {
            refuses.add("CriticalAddonsOnly");
        }
        for (String taint : NodePools.texts(pool.path("node_taints"))) {
            refuses.add(taint.substring(0, taint.indexOf('=')));
        }
        List<String> zones = NodePools.texts(pool.path("zones"));
        pools.add(
                List.of(pool.path("vm_size").asText()),
                machine -> new NodePool(
                        pool.path("name").asText(),
                        new NodeTemplate(this, machine, pool.path("max_pods").asInt(), spot),
                        NodePools.count(pool, "min_count", "max_count"),
                        zones.isEmpty() ? List.of("one") : zones,
                        refuses));
    }

    /**
     * AKS from Kubernetes 1.29 on: <a href="https://learn.microsoft.com/azure/aks/node-resource-reservations">Microsoft's page</a>
     * keeps 20 MB a pod and 50 MB, but at most a quarter, and of the processors what its table says.
     */
    @Override
    public ComputeResources allocatable(MachineType machine, int pods) {
        Map.Entry<Integer, Integer> size = KEPT_CPU.ceilingEntry(machine.cpu());
        long cpu = (size == null ? KEPT_CPU.lastEntry() : size).getValue();
        long kept = Math.min((20L * pods + 50) * MIB, machine.memory() / 4);
        return new Reservation(cpu, Reservation.overhead(machine) + kept).of(machine, pods);
    }
}
