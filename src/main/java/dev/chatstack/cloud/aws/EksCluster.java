package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.eks_cluster.*;
import com.hashicorp.cdktf.providers.aws.security_group.SecurityGroup;
import com.hashicorp.cdktf.providers.aws.security_group.SecurityGroupIngress;
import dev.chatstack.cloud.aws.network.AwsNetwork;
import dev.chatstack.config.cloud.AwsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * An EKS cluster whose nodes have no public address and whose API server answers named networks only.
 *
 * <p>Its parts come up in the order in which they need each other, and go in the reverse: permissions and routes, control plane,
 * network add-ons, nodes, the other add-ons.
 */
public final class EksCluster extends Construct {
    private static final List<String> CONTROL_PLANE_LOGS =
            List.of("api", "audit", "authenticator", "controllerManager", "scheduler");

    private final com.hashicorp.cdktf.providers.aws.eks_cluster.EksCluster cluster;
    private final EksNodeGroups nodes;

    /** Defines the cluster in {@code network}, its add-ons and its nodes. */
    public EksCluster(Construct scope, AwsNames names, AwsNetwork network, EncryptionKey key) {
        super(scope, "cluster");
        AwsConfig config = names.config();
        AwsRole role = new AwsRole(this, names, "cluster", Statement.trust("eks.amazonaws.com", "sts:AssumeRole"))
                .managed("AmazonEKSClusterPolicy");
        // EKS would make it automatically, with no end to what it keeps
        EncryptedLogs logs = new EncryptedLogs(this, "logs", names.controlPlaneLogs(), key);
        List<ITerraformDependable> before = new ArrayList<>(role.permissions());
        before.add(logs.resource());
        cluster = com.hashicorp.cdktf.providers.aws.eks_cluster.EksCluster.Builder.create(this, "Default")
                .name(names.cluster())
                .version(config.kubernetesVersion())
                .roleArn(role.arn())
                .enabledClusterLogTypes(CONTROL_PLANE_LOGS)
                .vpcConfig(endpoints(names, network))
                .kubernetesNetworkConfig(EksClusterKubernetesNetworkConfig.builder()
                        .serviceIpv4Cidr(config.network().services())
                        .build())
                .accessConfig(EksClusterAccessConfig.builder()
                        .authenticationMode("API")
                        // the identity that runs the first deploy gets nothing: cloud.administrators says who does
                        .bootstrapClusterCreatorAdminPermissions(false)
                        .build())
                .encryptionConfig(EksClusterEncryptionConfig.builder()
                        .resources(List.of("secrets"))
                        .provider(EksClusterEncryptionConfigProvider.builder()
                                .keyArn(key.arn())
                                .build())
                        .build())
                // no extended support, which costs six times as much
                .upgradePolicy(EksClusterUpgradePolicy.builder()
                        .supportType("STANDARD")
                        .build())
                // the add-ons are managed
                .bootstrapSelfManagedAddons(false)
                .deletionProtection(config.deletionProtection())
                // said once, when it is made: AWS does not say them again, and an imported cluster would be replaced
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of(
                                "access_config[0].bootstrap_cluster_creator_admin_permissions",
                                "bootstrap_self_managed_addons"))
                        .build())
                .dependsOn(before)
                .build();
        new EksAdministrators(this, cluster, config.administrators());
        EksAddons addons = new EksAddons(this, names, cluster);
        nodes = new EksNodeGroups(this, names, cluster, network, addons.network());
        addons.onNodes(nodes.all());
    }

    /** Nodes use the private endpoint; without it they too would need a place among the public networks. */
    private EksClusterVpcConfig endpoints(AwsNames names, AwsNetwork network) {
        AwsConfig config = names.config();
        EksClusterVpcConfig.Builder endpoints = EksClusterVpcConfig.builder()
                .subnetIds(network.privateSubnetIds())
                .endpointPrivateAccess(true)
                .endpointPublicAccess(!config.privateApiServer());
        return config.privateApiServer()
                ? endpoints
                        .securityGroupIds(List.of(administratorsIn(names, network)))
                        .build()
                : endpoints.publicAccessCidrs(config.apiServerAccess()).build();
    }

    /** EKS lets the nodes alone reach a private endpoint; this group lets in networks that are connected to theirs. */
    private String administratorsIn(AwsNames names, AwsNetwork network) {
        return SecurityGroup.Builder.create(this, "administrators-in")
                .name(names.cluster() + "-api-server")
                .description("administrators reach the API server")
                .vpcId(network.vpcId())
                .ingress(List.of(SecurityGroupIngress.builder()
                        .description("HTTPS from cloud.apiServerAccess")
                        .protocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .cidrBlocks(names.config().apiServerAccess())
                        .build()))
                .tags(Map.of("Name", names.cluster() + "-api-server"))
                .build()
                .getId();
    }

    /** Its name, once it exists. */
    String name() {
        return cluster.getName();
    }

    EksNodeGroups nodes() {
        return nodes;
    }
}
