package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.eks_cluster.EksCluster;
import com.hashicorp.cdktf.providers.aws.eks_node_group.*;
import com.hashicorp.cdktf.providers.aws.eks_node_group.EksNodeGroupTaint;
import dev.chatstack.cloud.aws.network.AwsNetwork;
import dev.chatstack.config.cloud.DatabaseNodesConfig;
import dev.chatstack.config.cloud.aws.AwsNodesConfig;
import dev.chatstack.config.cloud.aws.Graviton;
import dev.chatstack.config.values.NodeCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** The worker nodes: in private subnets, replaced one at a time, as many as the cluster-autoscaler finds that pods need. */
final class EksNodeGroups extends Construct {
    private final List<EksNodeGroup> groups = new ArrayList<>();
    private final AwsNames names;
    private final EksCluster cluster;
    private final AwsRole role;
    private final NodeTemplate template;
    private final AutoscaledSize size;

    EksNodeGroups(
            Construct scope,
            AwsNames names,
            EksCluster cluster,
            AwsNetwork network,
            List<? extends ITerraformDependable> addons) {
        super(scope, "nodes");
        this.names = names;
        this.cluster = cluster;
        role = new AwsRole(this, names, "nodes", Statement.trust("ec2.amazonaws.com", "sts:AssumeRole"))
                .managed("AmazonEKSWorkerNodePolicy")
                .managed("AmazonEC2ContainerRegistryPullOnly")
                .managed("AmazonEKS_CNI_Policy");
        template = new NodeTemplate(this, names);
        // permissions and routes outlive the nodes, which need them to leave in order
        List<ITerraformDependable> before = Dependencies.of(role.permissions(), addons, network.wayOut());
        size = new AutoscaledSize(this, names);
        AwsNodesConfig config = names.config().nodes();
        List<String> zones = names.config().zones();
        if (config.groupPerZone()) {
            for (int i = 0; i < zones.size(); i++) {
                groups.add(group(
                        zones.get(i),
                        List.of(zones.get(i)),
                        List.of(network.privateSubnetIds().get(i)),
                        new NodeCount(
                                NodeCount.share(config.workersCount(), zones.size(), i),
                                NodeCount.share(config.maxWorkersCount(), zones.size(), i)),
                        before));
            }
        } else {
            NodeCount count = new NodeCount(config.workersCount(), config.maxWorkersCount());
            groups.add(group("workers", zones, network.privateSubnetIds(), count, before));
        }
        names.config().databaseNodes().ifPresent(own -> databaseNodes(own, network, before));
    }

    /** A group in every zone: a member's disk stays in its zone, and so must the node that replaces its own. */
    private void databaseNodes(DatabaseNodesConfig own, AwsNetwork network, List<ITerraformDependable> before) {
        NodeTemplate itsTemplate =
                new NodeTemplate(this, names, "database-template", List.of(own.machineType()), own.diskGi());
        List<String> zones = names.config().zones();
        for (int i = 0; i < Math.min(zones.size(), own.workersCount()); i++) {
            int count = NodeCount.share(own.workersCount(), zones.size(), i);
            groups.add(begin("database-" + zones.get(i), own.machineType(), before)
                    .subnetIds(List.of(network.privateSubnetIds().get(i)))
                    .capacityType("ON_DEMAND")
                    .launchTemplate(itsTemplate.latest())
                    .labels(Map.of(DatabaseNodesConfig.LABEL, DatabaseNodesConfig.POOL))
                    .taint(List.of(EksNodeGroupTaint.builder()
                            .key(DatabaseNodesConfig.LABEL)
                            .value(DatabaseNodesConfig.POOL)
                            .effect("NO_SCHEDULE")
                            .build()))
                    .scalingConfig(EksNodeGroupScalingConfig.builder()
                            .minSize(count)
                            .maxSize(count)
                            .desiredSize(count)
                            .build())
                    .build());
        }
    }

    List<EksNodeGroup> all() {
        return List.copyOf(groups);
    }

    private EksNodeGroup group(
            String name, List<String> zones, List<String> subnets, NodeCount count, List<ITerraformDependable> before) {
        AwsNodesConfig config = names.config().nodes();
        EksNodeGroup.Builder group = begin(name, config.machineTypes().get(0), before)
                .subnetIds(subnets)
                .capacityType(config.spot() ? "SPOT" : "ON_DEMAND")
                .launchTemplate(template.latest())
                .scalingConfig(EksNodeGroupScalingConfig.builder()
                        .minSize(count.fewest())
                        .maxSize(count.most())
                        .desiredSize(size.in(zones, count.fewest(), count.most()))
                        .build());
        if (config.machineTypes().size() > 1) {
            group.instanceTypes(config.machineTypes());
        }
        return group.build();
    }

    private EksNodeGroup.Builder begin(String name, String machineType, List<ITerraformDependable> before) {
        return EksNodeGroup.Builder.create(this, name)
                .clusterName(cluster.getName())
                .nodeGroupNamePrefix(name + "-")
                // nodes follow the control plane in the same deploy
                .version(cluster.getVersion())
                .nodeRoleArn(role.arn())
                .amiType(Graviton.isIn(machineType) ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD")
                .updateConfig(
                        EksNodeGroupUpdateConfig.builder().maxUnavailable(1).build())
                .nodeRepairConfig(
                        EksNodeGroupNodeRepairConfig.builder().enabled(true).build())
                // a group that must be another one is there before pods have to leave the old one
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .dependsOn(before);
    }
}
