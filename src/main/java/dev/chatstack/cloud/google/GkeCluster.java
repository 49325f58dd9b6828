package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.google.container_cluster.*;
import com.hashicorp.cdktf.providers.google.container_cluster.ContainerClusterDatabaseEncryption;
import dev.chatstack.config.cloud.GoogleConfig;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** A GKE cluster with private nodes, workload identity and Dataplane V2, which enforces network policies. */
public final class GkeCluster extends Construct {
    /** UTC; Google then has four hours, in which most of Europe and America sleeps or is about to. */
    private static final String MAINTENANCE_START = "02:00";

    private final ContainerCluster cluster;

    /** Defines the cluster and its node pool. */
    public GkeCluster(Construct scope, GoogleNames names, GkeNetwork network, ProjectServices services) {
        super(scope, "cluster");
        GoogleConfig config = names.config();
        NodeIdentity nodes = new NodeIdentity(this, names, services);
        ContainerCluster.Builder builder = ContainerCluster.Builder.create(this, "Default")
                .name(names.cluster())
                .location(names.clusterLocation())
                .deletionProtection(config.deletionProtection())
                .resourceLabels(names.labels().with(Map.of("environment", names.environment())))
                .releaseChannel(ContainerClusterReleaseChannel.builder()
                        .channel("REGULAR")
                        .build())
                .maintenancePolicy(ContainerClusterMaintenancePolicy.builder()
                        .dailyMaintenanceWindow(ContainerClusterMaintenancePolicyDailyMaintenanceWindow.builder()
                                .startTime(MAINTENANCE_START)
                                .build())
                        .build())
                .dependsOn(List.of(nodes.granted()));
        if (config.zones().size() > 1) {
            builder.nodeLocations(config.zones());
        }
        networking(builder, config, network);
        security(builder, config);
        config.kmsKey()
                .ifPresent(key -> builder.databaseEncryption(ContainerClusterDatabaseEncryption.builder()
                        .state("ENCRYPTED")
                        .keyName(key)
                        .build()));
        observability(builder);
        throwAwayPool(builder, names, nodes);
        cluster = builder.build();
        GkeNodePool.workers(this, names, cluster, nodes);
        config.databaseNodes().ifPresent(own -> GkeNodePool.database(this, names, own, cluster, nodes));
    }

    /** What the project's pool of identities needs to be there. */
    ContainerCluster resource() {
        return cluster;
    }

    private static void networking(ContainerCluster.Builder builder, GoogleConfig config, GkeNetwork network) {
        GkeNetwork.Location location = network.location();
        builder.network(location.network())
                .subnetwork(location.subnetwork())
                .networkingMode("VPC_NATIVE")
                .datapathProvider("ADVANCED_DATAPATH")
                .enableIntranodeVisibility(true)
                .ipAllocationPolicy(ContainerClusterIpAllocationPolicy.builder()
                        .clusterSecondaryRangeName(location.pods())
                        .servicesSecondaryRangeName(location.services())
                        .build())
                .privateClusterConfig(ContainerClusterPrivateClusterConfig.builder()
                        .enablePrivateNodes(true)
                        .enablePrivateEndpoint(config.privateApiServer())
                        .masterIpv4CidrBlock(config.network().controlPlane())
                        .build())
                .masterAuthorizedNetworksConfig(ContainerClusterMasterAuthorizedNetworksConfig.builder()
                        .cidrBlocks(config.apiServerAccess().stream()
                                .map(cidr -> ContainerClusterMasterAuthorizedNetworksConfigCidrBlocks.builder()
                                        .cidrBlock(cidr)
                                        .displayName("administrators")
                                        .build())
                                .toList())
                        .build());
    }

    private static void security(ContainerCluster.Builder builder, GoogleConfig config) {
        builder.workloadIdentityConfig(ContainerClusterWorkloadIdentityConfig.builder()
                        .workloadPool(config.project() + ".svc.id.goog")
                        .build())
                .enableShieldedNodes(true)
                .enableLegacyAbac(false)
                .masterAuth(ContainerClusterMasterAuth.builder()
                        .clientCertificateConfig(ContainerClusterMasterAuthClientCertificateConfig.builder()
                                .issueClientCertificate(false)
                                .build())
                        .build())
                .securityPostureConfig(ContainerClusterSecurityPostureConfig.builder()
                        .mode("BASIC")
                        .vulnerabilityMode("VULNERABILITY_DISABLED")
                        .build())
                .nodePoolDefaults(ContainerClusterNodePoolDefaults.builder()
                        .nodeConfigDefaults(ContainerClusterNodePoolDefaultsNodeConfigDefaults.builder()
                                .insecureKubeletReadonlyPortEnabled("FALSE")
                                .build())
                        .build());
    }

    private static void observability(ContainerCluster.Builder builder) {
        builder.loggingConfig(ContainerClusterLoggingConfig.builder()
                        .enableComponents(List.of("SYSTEM_COMPONENTS", "WORKLOADS"))
                        .build())
                // metrics of the workloads go to the environment's own Prometheus
                .monitoringConfig(ContainerClusterMonitoringConfig.builder()
                        .enableComponents(List.of("SYSTEM_COMPONENTS"))
                        .managedPrometheus(ContainerClusterMonitoringConfigManagedPrometheus.builder()
                                .enabled(false)
                                .build())
                        .build())
                .costManagementConfig(ContainerClusterCostManagementConfig.builder()
                        .enabled(true)
                        .build())
                .gatewayApiConfig(ContainerClusterGatewayApiConfig.builder()
                        .channel("CHANNEL_STANDARD")
                        .build());
    }

    /** GKE makes a first pool that we remove at once; small standard disks keep it within every project's SSD quota. */
    private static void throwAwayPool(ContainerCluster.Builder builder, GoogleNames names, NodeIdentity nodes) {
        ContainerClusterNodeConfig.Builder node = ContainerClusterNodeConfig.builder();
        names.config().kmsKey().ifPresent(node::bootDiskKmsKey);
        if (!names.labels().isEmpty()) {
            node.resourceLabels(names.labels().given());
        }
        builder.removeDefaultNodePool(true)
                .initialNodeCount(1)
                .nodeConfig(node.serviceAccount(nodes.email())
                        .diskSizeGb(20)
                        .diskType("pd-standard")
                        .shieldedInstanceConfig(ContainerClusterNodeConfigShieldedInstanceConfig.builder()
                                .enableSecureBoot(true)
                                .enableIntegrityMonitoring(true)
                                .build())
                        .workloadMetadataConfig(ContainerClusterNodeConfigWorkloadMetadataConfig.builder()
                                .mode("GKE_METADATA")
                                .build())
                        .build())
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("node_config"))
                        .build());
    }
}
