package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.google.container_cluster.ContainerCluster;
import com.hashicorp.cdktf.providers.google.container_node_pool.*;
import com.hashicorp.cdktf.providers.google.container_node_pool.ContainerNodePoolNodeConfigTaint;
import dev.chatstack.config.cloud.DatabaseNodesConfig;
import dev.chatstack.config.cloud.google.GoogleNodesConfig;
import dev.chatstack.config.values.NodeCount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** The worker nodes: shielded machines that repair and upgrade themselves one at a time, as many as the pods need. */
final class GkeNodePool extends Construct {
    private GkeNodePool(Construct scope, String id) {
        super(scope, id);
    }

    /** The nodes for everything. */
    static void workers(Construct scope, GoogleNames names, ContainerCluster cluster, NodeIdentity identity) {
        GoogleNodesConfig config = names.config().nodes();
        new GkeNodePool(scope, "nodes")
                .define(
                        names,
                        "workers-",
                        cluster,
                        new NodeCount(config.workersCount(), config.maxWorkersCount()),
                        node(names, config.machineType(), config.diskGi(), identity)
                                .spot(config.spot())
                                .build());
    }

    /** The nodes of the database alone. */
    static void database(
            Construct scope,
            GoogleNames names,
            DatabaseNodesConfig own,
            ContainerCluster cluster,
            NodeIdentity identity) {
        Map<String, String> labels = new TreeMap<>(Map.of("environment", names.environment()));
        labels.put(DatabaseNodesConfig.LABEL, DatabaseNodesConfig.POOL);
        new GkeNodePool(scope, "database-nodes")
                .define(
                        names,
                        "database-",
                        cluster,
                        new NodeCount(own.workersCount(), own.workersCount()),
                        node(names, own.machineType(), own.diskGi(), identity)
                                .spot(false)
                                .labels(labels)
                                .taint(List.of(ContainerNodePoolNodeConfigTaint.builder()
                                        .key(DatabaseNodesConfig.LABEL)
                                        .value(DatabaseNodesConfig.POOL)
                                        .effect("NO_SCHEDULE")
                                        .build()))
                                .build());
    }

    private void define(
            GoogleNames names,
            String prefix,
            ContainerCluster cluster,
            NodeCount count,
            ContainerNodePoolNodeConfig node) {
        int zones = names.config().zones().size();
        ContainerNodePool.Builder.create(this, "Default")
                .namePrefix(prefix)
                .cluster(cluster.getId())
                // counted per zone; the autoscaler takes over from there
                .initialNodeCount((count.fewest() + zones - 1) / zones)
                .autoscaling(ContainerNodePoolAutoscaling.builder()
                        .totalMinNodeCount(count.fewest())
                        .totalMaxNodeCount(count.most())
                        .locationPolicy(Boolean.TRUE.equals(node.getSpot()) ? "ANY" : "BALANCED")
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
                .nodeConfig(node)
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("initial_node_count", "node_count"))
                        // a pool that must be another one is there before pods have to leave the old one
                        .createBeforeDestroy(true)
                        .build())
                .build();
    }

    private static ContainerNodePoolNodeConfig.Builder node(
            GoogleNames names, String machineType, int diskGi, NodeIdentity identity) {
        ContainerNodePoolNodeConfig.Builder node = ContainerNodePoolNodeConfig.builder();
        names.config().kmsKey().ifPresent(node::bootDiskKmsKey);
        if (!names.labels().isEmpty()) {
            node.resourceLabels(names.labels().given());
        }
        return node.machineType(machineType)
                .imageType("COS_CONTAINERD")
                .diskType("pd-balanced")
                .diskSizeGb(diskGi)
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
                        .build());
    }
}
