package dev.chatstack.clouds.azure;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.azurerm.provider.AzurermProvider;
import com.hashicorp.cdktf.providers.azurerm.provider.AzurermProviderFeatures;
import com.hashicorp.cdktf.providers.azurerm.provider.AzurermProviderFeaturesResourceGroup;
import com.hashicorp.cdktf.providers.azurerm.provider.AzurermProviderFeaturesStorage;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.ExistingAksCluster;
import dev.chatstack.cloud.azure.ExistingGatewayController;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.platform.ApplicationGatewayController;
import dev.chatstack.stacks.CloudStacks;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** AKS on Azure. */
public record AzureStacks(AzureNames names, EnvironmentConfig config) implements CloudStacks {
    @Override
    public Optional<TerraformStack> cluster(Construct scope, String id) {
        return Optional.of(new AzureClusterStack(scope, id, names, config));
    }

    @Override
    public String kubeconfigCommand() {
        return names.kubeconfigCommand();
    }

    @Override
    public KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        if (kubeconfig.isEmpty()) {
            provider(stack, names);
        }
        return new ExistingAksCluster(stack, names, gateway(config).isPresent(), kubeconfig);
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

    /** The Application Gateway that the chat is reached by, if it is. */
    static Optional<ExposureConfig.ApplicationGateway> gateway(EnvironmentConfig config) {
        return config.chat().exposure() instanceof ExposureConfig.ApplicationGateway gateway
                ? Optional.of(gateway)
                : Optional.empty();
    }

    /** Signs in as the person or the machine that runs Terraform. */
    static void provider(TerraformStack stack, AzureNames names) {
        AzurermProvider.Builder.create(stack, "azurerm")
                .subscriptionId(names.config().subscriptionId())
                .tenantId(names.config().tenantId())
                // the storage accounts have no keys
                .storageUseAzuread(true)
                .features(List.of(AzurermProviderFeatures.builder()
                        // Azure adds things of its own to the group, which would keep it from being deleted
                        .resourceGroup(List.of(AzurermProviderFeaturesResourceGroup.builder()
                                .preventDeletionIfContainsResources(false)
                                .build()))
                        // only the nodes' network reaches the storage accounts, not the machine that runs Terraform
                        .storage(List.of(AzurermProviderFeaturesStorage.builder()
                                .dataPlaneAvailable(false)
                                .build()))
                        .build()))
                .build();
    }
}
