package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.azurerm.kubernetes_cluster.KubernetesCluster;
import com.hashicorp.cdktf.providers.azurerm.kubernetes_cluster_node_pool.KubernetesClusterNodePool;
import com.hashicorp.cdktf.providers.azurerm.kubernetes_cluster_node_pool.KubernetesClusterNodePoolUpgradeSettings;
import dev.chatstack.cloud.NodeTaint;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.DatabaseNodesConfig;
import dev.chatstack.config.cloud.azure.AzureUserNodesConfig;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** Nodes for the chat and its platform. Spare capacity among them is tainted, so that only what tolerates it runs there. */
final class UserPool extends Construct {
    /** Label and taint that AKS gives spare capacity; Terraform has to say what Azure will do. */
    static final NodeTaint SPOT = new NodeTaint("kubernetes.azure.com/scalesetpriority", "spot");

    /** Azure's own price, whatever it is: never reclaimed because of the price. */
    private static final int ANY_PRICE = -1;

    UserPool(
            Construct scope,
            AzureConfig config,
            AzureUserNodesConfig nodes,
            KubernetesCluster cluster,
            AzureNetwork network) {
        super(scope, "user-nodes");
        KubernetesClusterNodePool.Builder pool = begin(this, config, cluster, network)
                // spare capacity cannot become other nodes: for a moment both are there, and need two names
                .name(nodes.spot() ? "spot" : "user")
                .temporaryNameForRotation("usertmp")
                .vmSize(nodes.machineType())
                .osDiskSizeGb(nodes.diskGi())
                .nodeCount(nodes.workersCount())
                .minCount(nodes.workersCount())
                .maxCount(nodes.maxWorkersCount());
        if (nodes.spot()) {
            pool.priority("Spot")
                    .evictionPolicy("Delete")
                    .spotMaxPrice(ANY_PRICE)
                    .nodeLabels(Map.of(SPOT.key(), SPOT.value()))
                    .nodeTaints(List.of(SPOT.key() + "=" + SPOT.value() + ":NoSchedule"));
        } else {
            pool.upgradeSettings(surge());
        }
        pool.build();
    }

    /** Nodes of the database alone, which keep all other pods away. */
    static void ofDatabase(
            Construct scope,
            AzureConfig config,
            DatabaseNodesConfig own,
            KubernetesCluster cluster,
            AzureNetwork network) {
        begin(new Construct(scope, "database-nodes"), config, cluster, network)
                .name("database")
                .temporaryNameForRotation("databasetmp")
                .vmSize(own.machineType())
                .osDiskSizeGb(own.diskGi())
                // a failed zone takes its nodes with it; the autoscaler makes them again
                .nodeCount(own.workersCount())
                .minCount(own.workersCount())
                .maxCount(own.workersCount())
                .nodeLabels(Map.of(DatabaseNodesConfig.LABEL, DatabaseNodesConfig.POOL))
                .nodeTaints(List.of(DatabaseNodesConfig.LABEL + "=" + DatabaseNodesConfig.POOL + ":NoSchedule"))
                .upgradeSettings(surge())
                .build();
    }

    /** What both kinds have in common. */
    private static KubernetesClusterNodePool.Builder begin(
            Construct pool, AzureConfig config, KubernetesCluster cluster, AzureNetwork network) {
        return KubernetesClusterNodePool.Builder.create(pool, "Default")
                .kubernetesClusterId(cluster.getId())
                .mode("User")
                .autoScalingEnabled(true)
                .maxPods(SystemPool.MAX_PODS)
                .vnetSubnetId(network.nodesSubnetId())
                .zones(Zones.of(config))
                // a new size needs new nodes, which move in first, under their temporary name
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("node_count"))
                        .createBeforeDestroy(true)
                        .build());
    }

    private static KubernetesClusterNodePoolUpgradeSettings surge() {
        return KubernetesClusterNodePoolUpgradeSettings.builder()
                .maxSurge(SystemPool.SURGE)
                .build();
    }
}
