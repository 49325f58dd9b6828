package dev.chatstack.clouds.azure;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.azure.AksCluster;
import dev.chatstack.cloud.azure.AzureBucketIdentity;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.Diagnostics;
import dev.chatstack.cloud.azure.EnvironmentGroups;
import dev.chatstack.cloud.azure.PrivateStorage;
import dev.chatstack.cloud.azure.PrivateStorage.Copies;
import dev.chatstack.cloud.azure.gateway.ApplicationGatewayController;
import dev.chatstack.cloud.azure.gateway.GatewayControllerIdentity;
import dev.chatstack.cloud.azure.gateway.PublicGateway;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import dev.chatstack.cloud.azure.network.NatGatewayEgress;
import dev.chatstack.cloud.azure.network.Opening;
import dev.chatstack.clouds.BucketUsers;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.azure.AzureNetworkConfig.Egress;
import dev.chatstack.mesh.IngressGateway;
import dev.chatstack.platform.monitoring.Monitoring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** What changes rarely: the network, the AKS cluster, the gateway before it, its logs and the storage accounts. */
final class AzureClusterStack extends TerraformStack {
    AzureClusterStack(Construct scope, String id, AzureNames names, EnvironmentConfig config) {
        super(scope, id);
        AzureCloud.provider(this, names);
        EnvironmentGroups groups = new EnvironmentGroups(this, names);
        AzureNetwork network = AzureNetwork.of(this, names, groups, openings(config));
        Optional<NatGatewayEgress> nat =
                network.isNew() && names.config().network().egress() == Egress.NAT_GATEWAY
                        ? Optional.of(new NatGatewayEgress(this, names, groups, network))
                        : Optional.empty();
        AksCluster cluster = new AksCluster(this, names, groups, network, nat);
        Diagnostics diagnostics = new Diagnostics(this, names, groups).of(cluster);
        AzureCloud.gateway(config).ifPresent(exposure -> {
            PublicGateway gateway = new PublicGateway(this, names, groups, network, exposure);
            new GatewayControllerIdentity(
                    this, names, groups, cluster, gateway, ApplicationGatewayController.SERVICE_ACCOUNT);
            diagnostics.of(gateway);
        });
        Copies near = Copies.inOneRegion(!names.config().zones().isEmpty());
        Copies far = names.config().backupsInTwoRegions() ? Copies.IN_TWO_REGIONS : near;
        for (String purpose : BucketUsers.purposes(config)) {
            PrivateStorage storage = new PrivateStorage(this, names, groups, network, purpose, far)
                    .lockedFor(BucketUsers.lockDays(config, purpose));
            diagnostics.of(storage, purpose);
            BucketUsers.of(config).stream()
                    .filter(user -> user.purpose().equals(purpose))
                    .forEach(user -> new AzureBucketIdentity(this, names, groups, cluster, storage, user));
        }
        TaggedResources.below(this, names.tags());
    }

    /** What else than the Application Gateway leads into the cluster. */
    private static List<Opening> openings(EnvironmentConfig config) {
        List<Opening> openings = new ArrayList<>();
        config.monitoring()
                .filter(monitoring -> !monitoring.dashboardAccess().isEmpty())
                .ifPresent(monitoring -> openings.add(
                        new Opening("dashboards", monitoring.dashboardAccess(), List.of(Monitoring.GRAFANA_PORT))));
        if (config.chat().exposure() instanceof ExposureConfig.IstioGateway gateway) {
            openings.add(new Opening("chat", gateway.clients(), IngressGateway.ports(gateway)));
        }
        return openings;
    }
}
