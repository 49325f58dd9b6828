package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.providers.azurerm.kubernetes_cluster.KubernetesClusterDefaultNodePool;
import com.hashicorp.cdktf.providers.azurerm.kubernetes_cluster.KubernetesClusterDefaultNodePoolUpgradeSettings;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.azure.AzureNodesConfig;
import java.util.Map;

/** The nodes of AKS's own pods; kept for them alone where every other pod has its own nodes. */
final class SystemPool {
    /** AKS asks for 30 here; an overlay has addresses for 250. */
    static final int MAX_PODS = 110;

    /** One node in ten, and at least one, is added before the first is removed. */
    static final String SURGE = "10%";

    private SystemPool() {}

    static KubernetesClusterDefaultNodePool of(AzureNames names, AzureNetwork network) {
        AzureConfig config = names.config();
        AzureNodesConfig nodes = config.nodes();
        return KubernetesClusterDefaultNodePool.builder()
                .name("system")
                // a new size or number of pods needs new nodes, which move in here first
                .temporaryNameForRotation("systemtmp")
                .vmSize(nodes.machineType())
                .osDiskSizeGb(nodes.diskGi())
                .autoScalingEnabled(true)
                .nodeCount(nodes.workersCount())
                .minCount(nodes.workersCount())
                .maxCount(nodes.maxWorkersCount())
                .maxPods(MAX_PODS)
                .vnetSubnetId(network.nodesSubnetId())
                .zones(Zones.of(config))
                .onlyCriticalAddonsEnabled(takesNothingElse(config))
                .tags(names.tags().with(Map.of("environment", names.environment())))
                .upgradeSettings(KubernetesClusterDefaultNodePoolUpgradeSettings.builder()
                        .maxSurge(SURGE)
                        .build())
                .build();
    }

    /** Spare capacity refuses whatever does not tolerate it, so with only such nodes in addition, these nodes take the rest. */
    private static boolean takesNothingElse(AzureConfig config) {
        return config.userNodes().filter(nodes -> !nodes.spot()).isPresent();
    }
}
