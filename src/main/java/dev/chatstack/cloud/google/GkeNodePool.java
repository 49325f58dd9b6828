package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.google.container_cluster.ContainerCluster;
import com.hashicorp.cdktf.providers.google.container_node_pool.*;
import dev.chatstack.config.cloud.google.GoogleNodesConfig;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** The worker nodes: shielded machines that repair and upgrade themselves one at a time, as many as the pods need. */
final class GkeNodePool extends Construct {
    GkeNodePool(Construct scope, GoogleNames names, ContainerCluster cluster, NodeIdentity identity) {
        super(scope, "nodes");
        GoogleNodesConfig config = names.config().nodes();
        int zones = names.config().zones().size();
        ContainerNodePool.Builder.create(this, "Default")
                .namePrefix("workers-")
                .cluster(cluster.getId())
                // counted per zone; the autoscaler takes over from there
                .initialNodeCount((config.workersCount() + zones - 1) / zones)
                .autoscaling(ContainerNodePoolAutoscaling.builder()
                        .totalMinNodeCount(config.workersCount())
                        .totalMaxNodeCount(config.maxWorkersCount())
                        .locationPolicy(config.spot() ? "ANY" : "BALANCED")
                        .build())
                .management(ContainerNodePoolManagement.builder()
                        .autoRepair(true)
                        .autoUpgrade(true)
                        .build())
                .upgradeSettings(ContainerNodePoolUpgradeSettings.builder()
                        .strategy("SURGE")
                        .maxSurge(1)
                        .maxUnavailable(0)
                        .build())
                .nodeConfig(node(names, config, identity))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("initial_node_count", "node_count"))
                        // a pool that must be another one is there before pods have to leave the old one
                        .createBeforeDestroy(true)
                        .build())
                .build();
    }

    private static ContainerNodePoolNodeConfig node(
            GoogleNames names, GoogleNodesConfig config, NodeIdentity identity) {
        ContainerNodePoolNodeConfig.Builder node = ContainerNodePoolNodeConfig.builder();
        names.config().kmsKey().ifPresent(node::bootDiskKmsKey);
        if (!names.labels().isEmpty()) {
            node.resourceLabels(names.labels().given());
        }
        return node.machineType(config.machineType())
                .spot(config.spot())
                .imageType("COS_CONTAINERD")
                .diskType("pd-balanced")
                .diskSizeGb(config.diskGi())
                .serviceAccount(identity.email())
                .oauthScopes(List.of("https://www.googleapis.com/auth/cloud-platform"))
                .tags(List.of(names.nodes()))
                .labels(Map.of("environment", names.environment()))
                .metadata(Map.of("disable-legacy-endpoints", "true"))
                .shieldedInstanceConfig(ContainerNodePoolNodeConfigShieldedInstanceConfig.builder()
                        .enableSecureBoot(true)
                        .enableIntegrityMonitoring(true)
                        .build())
                .workloadMetadataConfig(ContainerNodePoolNodeConfigWorkloadMetadataConfig.builder()
                        .mode("GKE_METADATA")
                        .build())
                .build();
    }
}
