package dev.chatstack.clouds.azure;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.azurerm.provider.AzurermProvider;
import com.hashicorp.cdktf.providers.azurerm.provider.AzurermProviderFeatures;
import com.hashicorp.cdktf.providers.azurerm.provider.AzurermProviderFeaturesResourceGroup;
import com.hashicorp.cdktf.providers.azurerm.provider.AzurermProviderFeaturesStorage;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.nodes.CloudNodes;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.ExistingAksCluster;
import dev.chatstack.cloud.azure.gateway.ApplicationGatewayController;
import dev.chatstack.cloud.azure.gateway.ApplicationGatewayIngress;
import dev.chatstack.cloud.azure.gateway.ExistingGatewayController;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HealthyAnswers;
import dev.chatstack.clouds.Kept;
import dev.chatstack.clouds.PublicAccess;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.diagram.CloudPlaces;
import dev.chatstack.doctor.CloudChecks;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.workload.rocketchat.RocketChat;
import java.util.List;
import java.util.Optional;

/** AKS on Azure. */
public record AzureCloud(AzureNames names, EnvironmentConfig config) implements ClusterCloud {
    @Override
    public CloudChecks checks() {
        return CloudChecks.ofCluster(AzureChecks.of(names.config()));
    }

    @Override
    public boolean isProtected() {
        return names.config().deletionProtection();
    }

    @Override
    public List<Kept> kept() {
        String group = names.environment() + "-data";
        return List.of(new Kept(
                "the group " + group + " with people's files and the backups, when Terraform was told to forget it",
                "az storage account list --resource-group " + group + " --query '[].name'",
                "az group delete --name " + group));
    }

    @Override
    public CloudNodes nodes() {
        return new AzureNodes();
    }

    @Override
    public Optional<CloudBill> bill(Blueprint blueprint, Capacity capacity) {
        return Optional.of(new AzureBill(blueprint, capacity));
    }

    @Override
    public CloudPlaces places() {
        return new AzurePlaces();
    }

    @Override
    public Optional<ClusterStack> cluster() {
        return Optional.of((scope, id) -> new AzureClusterStack(scope, id, names, config));
    }

    @Override
    public String kubeconfigCommand() {
        return names.kubeconfigCommand();
    }

    /** az writes to the person's own file unless it is told another; kubelogin reads the variable. */
    @Override
    public String signInCommand() {
        return kubeconfigCommand().replace(" && ", " --file \"$KUBECONFIG\" && ");
    }

    @Override
    public KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        if (kubeconfig.isEmpty()) {
            provider(stack, names);
        }
        return ExistingAksCluster.find(stack, names, gateway(config), kubeconfig);
    }

    @Override
    public Optional<HelmRelease> controllers(TerraformStack platform, KubernetesCluster cluster) {
        return gateway(config).map(exposure -> {
            ExistingGatewayController controller = ExistingGatewayController.find(platform, names, cluster.access());
            return new ApplicationGatewayController(
                            platform,
                            cluster,
                            new ApplicationGatewayController.Gateway(controller.gatewayId(), controller.clientId()),
                            config.chat().namespace())
                    .release();
        });
    }

    @Override
    public Optional<PublicAccess> publicAccess() {
        String flag = "allowBlobPublicAccess";
        return Optional.of(new PublicAccess(
                "azurerm_storage_account",
                name -> List.of("az", "storage", "account", "show", "--query", flag, "--output", "tsv", "--name", name),
                "false"));
    }

    @Override
    public Optional<HostIngress.Controller> loadBalancer() {
        return gateway(config)
                .map(exposure ->
                        ApplicationGatewayIngress.of(exposure, RocketChat.HEALTH, HealthyAnswers.of(config.chat())));
    }

    /** The Application Gateway that the chat is reached by, if it is. */
    static Optional<ExposureConfig.ApplicationGateway> gateway(EnvironmentConfig config) {
        return config.chat().exposure() instanceof ExposureConfig.ApplicationGateway gateway
                ? Optional.of(gateway)
                : Optional.empty();
    }

    /** Signs in as the person or the machine that runs Terraform. */
    static void provider(TerraformStack stack, AzureNames names) {
        AzurermProvider.Builder provider = AzurermProvider.Builder.create(stack, "azurerm")
                .subscriptionId(names.config().subscriptionId())
                .tenantId(names.config().tenantId())
                // the storage accounts have no keys
                .storageUseAzuread(true)
                .features(List.of(AzurermProviderFeatures.builder()
                        // Azure adds its own things to the group, which would keep it from being deleted
                        .resourceGroup(List.of(AzurermProviderFeaturesResourceGroup.builder()
                                .preventDeletionIfContainsResources(false)
                                .build()))
                        // only the nodes' network reaches the storage accounts, not the machine that runs Terraform
                        .storage(List.of(AzurermProviderFeaturesStorage.builder()
                                .dataPlaneAvailable(false)
                                .build()))
                        .build()));
        if (names.config().resourceProviderRegistrations() == AzureConfig.Registrations.NONE) {
            provider.resourceProviderRegistrations("none");
        }
        provider.build();
    }
}
