package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.azurerm.kubernetes_cluster.*;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import dev.chatstack.cloud.azure.network.NatGatewayEgress;
import dev.chatstack.config.cloud.AzureConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * An AKS cluster in which people sign in with Microsoft Entra and pods with workload identity, on Azure CNI overlay with Cilium, which
 * enforces network policies.
 */
public final class AksCluster extends Construct {
    private final KubernetesCluster cluster;

    /** Defines the cluster and its nodes; {@code nat} is its egress where the load balancer is not. */
    public AksCluster(
            Construct scope,
            AzureNames names,
            EnvironmentGroups groups,
            AzureNetwork network,
            Optional<NatGatewayEgress> nat) {
        super(scope, "cluster");
        AzureConfig config = names.config();
        ControlPlaneIdentity identity = new ControlPlaneIdentity(this, names, groups, network);
        List<ITerraformDependable> first = new ArrayList<>(identity.granted());
        nat.ifPresent(gateway -> first.addAll(gateway.ready()));
        KubernetesCluster.Builder builder = KubernetesCluster.Builder.create(this, "Default")
                .name(names.cluster())
                .location(config.region())
                .resourceGroupName(groups.main())
                .nodeResourceGroup(names.nodeResourceGroup())
                .dnsPrefix(names.cluster())
                .skuTier(config.tier().sku())
                .kubernetesVersion(config.kubernetesVersion())
                .tags(names.tags().with(Map.of("environment", names.environment())))
                .identity(KubernetesClusterIdentity.builder()
                        .type("UserAssigned")
                        .identityIds(List.of(identity.id()))
                        .build())
                .defaultNodePool(SystemPool.of(names, network))
                .dependsOn(first);
        config.diskEncryptionSet().ifPresent(builder::diskEncryptionSetId);
        networking(builder, config);
        apiServer(builder, config, nat);
        security(builder, config);
        Maintenance.define(builder);
        cluster = builder.lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(config.deletionProtection())
                        // the autoscaler counts from here on
                        .ignoreChanges(List.of("default_node_pool[0].node_count"))
                        .build())
                .build();
        new ClusterAdministrators(this, config.administrators(), groups);
        config.databaseNodes().ifPresent(own -> UserPool.ofDatabase(this, config, own, cluster, network));
        config.userNodes().ifPresent(nodes -> new UserPool(this, config, nodes, cluster, network));
    }

    String id() {
        return cluster.getId();
    }

    /** Who vouches for the service accounts of the cluster. */
    String tokenIssuer() {
        return cluster.getOidcIssuerUrl();
    }

    private static void networking(KubernetesCluster.Builder builder, AzureConfig config) {
        builder.networkProfile(KubernetesClusterNetworkProfile.builder()
                .networkPlugin("azure")
                .networkPluginMode("overlay")
                .networkDataPlane("cilium")
                .networkPolicy("cilium")
                .podCidr(config.network().pods())
                .serviceCidr(config.network().services())
                .dnsServiceIp(DnsServiceAddress.in(config.network().services()))
                .loadBalancerSku("standard")
                .outboundType(config.network().egress().outboundType())
                .build());
    }

    private static void apiServer(
            KubernetesCluster.Builder builder, AzureConfig config, Optional<NatGatewayEgress> nat) {
        if (config.privateApiServer()) {
            builder.privateClusterEnabled(true);
            return;
        }
        List<String> allowed = new ArrayList<>(config.apiServerAccess());
        // nodes ask by the public address too; AKS adds that of its load balancer automatically
        nat.ifPresent(gateway -> allowed.add(gateway.address() + "/32"));
        config.network().existing().ifPresent(existing -> allowed.addAll(existing.egressAddresses()));
        builder.apiServerAccessProfile(KubernetesClusterApiServerAccessProfile.builder()
                .authorizedIpRanges(allowed)
                .build());
    }

    private static void security(KubernetesCluster.Builder builder, AzureConfig config) {
        builder.localAccountDisabled(true)
                .roleBasedAccessControlEnabled(true)
                .azureActiveDirectoryRoleBasedAccessControl(
                        KubernetesClusterAzureActiveDirectoryRoleBasedAccessControl.builder()
                                .azureRbacEnabled(true)
                                .tenantId(config.tenantId())
                                .build())
                .oidcIssuerEnabled(true)
                .workloadIdentityEnabled(true)
                // it would let anyone who can read the cluster in Azure run commands in it
                .runCommandEnabled(false)
                .imageCleanerEnabled(true)
                .imageCleanerIntervalHours(168)
                // what each namespace costs, in the portal
                .costAnalysisEnabled(config.tier() == AzureConfig.Tier.STANDARD);
    }
}
