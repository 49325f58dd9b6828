package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.providers.azurerm.data_azurerm_kubernetes_cluster.DataAzurermKubernetesCluster;
import com.hashicorp.cdktf.providers.azurerm.data_azurerm_public_ip.DataAzurermPublicIp;
import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.DatabaseDisk;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.NodeTaint;
import dev.chatstack.cloud.ObjectStore;
import dev.chatstack.cloud.SnapshotDriver;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.azure.AzureUserNodesConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** The cluster that an environment's first stack made, found by its name. It has no bucket for uploads: Rocket.Chat cannot use Azure Blob. */
public record ExistingAksCluster(
        Construct scope, AzureNames names, boolean gateway, ClusterAccess access, Optional<String> publicAddress)
        implements KubernetesCluster {
    /** The application in Microsoft Entra that stands for the API server of every AKS cluster. */
    private static final String AKS_SERVER = "6dae42f8-4368-4678-94ff-3960e28e3630";

    private static final String DRIVER = "disk.csi.azure.com";

    /**
     * Looks it up with the azurerm provider of the stack; with a {@code kubeconfig} it asks Azure nothing.
     *
     * @param gateway the Application Gateway that stands before it
     */
    public static ExistingAksCluster find(
            Construct scope,
            AzureNames names,
            Optional<ExposureConfig.ApplicationGateway> gateway,
            Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        Construct found = new Construct(scope, "existing-cluster");
        if (kubeconfig.isPresent()) {
            return new ExistingAksCluster(found, names, gateway.isPresent(), kubeconfig.get(), Optional.empty());
        }
        ClusterAccess access = signIn(found, names);
        Optional<String> address = gateway.map(
                exposure -> exposure.internal() ? names.internalGatewayAddress() : gatewayAddress(found, names));
        return new ExistingAksCluster(found, names, gateway.isPresent(), access, address);
    }

    private static ClusterAccess signIn(Construct found, AzureNames names) {
        DataAzurermKubernetesCluster cluster = DataAzurermKubernetesCluster.Builder.create(found, "cluster")
                .name(names.cluster())
                .resourceGroupName(names.resourceGroup())
                .build();
        return new ClusterAccess.SignIn(
                cluster.getKubeConfig().get(0).getHost(),
                cluster.getKubeConfig().get(0).getClusterCaCertificate(),
                "kubelogin",
                // AAD_LOGIN_METHOD in the environment replaces azurecli, for machines that have no Azure CLI
                List.of(
                        "get-token",
                        "--login",
                        "azurecli",
                        "--server-id",
                        AKS_SERVER,
                        "--tenant-id",
                        names.config().tenantId()));
    }

    private static String gatewayAddress(Construct found, AzureNames names) {
        return DataAzurermPublicIp.Builder.create(found, "chat-address")
                .name(names.chatAddress())
                .resourceGroupName(names.resourceGroup())
                .build()
                .getIpAddress();
    }

    @Override
    public String name() {
        return names.cluster();
    }

    @Override
    public Optional<String> storageClass(StorageTier tier) {
        // managed-csi exists on every AKS cluster
        return Optional.of(tier == StorageTier.DATABASE ? DatabaseDisk.STORAGE_CLASS : "managed-csi");
    }

    @Override
    public Optional<DatabaseDisk> databaseDisk() {
        // MongoDB asks for XFS
        Map<String, String> parameters =
                new TreeMap<>(Map.of("skuName", "Premium_LRS", "csi.storage.k8s.io/fstype", "xfs"));
        parameters.putAll(tags("tags"));
        names.config().diskEncryptionSet().ifPresent(set -> parameters.put("diskEncryptionSetID", set));
        return Optional.of(new DatabaseDisk(DRIVER, parameters));
    }

    /** AKS itself runs the controller of snapshots; a snapshot holds what changed since the one before. */
    @Override
    public Optional<SnapshotDriver> snapshots() {
        Map<String, String> parameters = new TreeMap<>(Map.of("incremental", "true"));
        parameters.putAll(tags("tags"));
        return Optional.of(new SnapshotDriver(DRIVER, parameters));
    }

    /** Of the address that a load balancer gets; AKS tags the load balancer itself as the cluster. */
    @Override
    public Map<String, String> loadBalancerAnnotations() {
        return tags("service.beta.kubernetes.io/azure-pip-tags");
    }

    private Map<String, String> tags(String key) {
        return names.tags().isEmpty() ? Map.of() : Map.of(key, names.tags().joined());
    }

    @Override
    public Map<String, String> internalLoadBalancerAnnotations() {
        return Map.of("service.beta.kubernetes.io/azure-load-balancer-internal", "true");
    }

    @Override
    public Optional<String> loadBalancerNetwork() {
        return gateway ? Optional.of(names.config().network().gatewayAddresses()) : Optional.empty();
    }

    @Override
    public Optional<NodeTaint> spareNodes() {
        return names.config().userNodes().filter(AzureUserNodesConfig::spot).map(nodes -> UserPool.SPOT);
    }

    @Override
    public Optional<ObjectStore> backupStore() {
        return Optional.of(new ObjectStore(
                "store:backups/mongodb",
                Map.of(
                        "RCLONE_CONFIG_STORE_TYPE", "azureblob",
                        "RCLONE_CONFIG_STORE_ENV_AUTH", "true",
                        "RCLONE_CONFIG_STORE_ACCOUNT", names.storageAccount("backups"))));
    }

    @Override
    public Optional<String> bucketsNetwork() {
        return names.config().network().privateEndpoints();
    }

    /** A webhook of AKS gives pods with the label a token that Microsoft Entra exchanges. */
    @Override
    public CloudIdentity identity(BucketUser user) {
        ExistingIdentity identity =
                new ExistingIdentity(names.identity(user), "identity-" + user.name(), user.name() + "_client_id");
        return new CloudIdentity(
                Map.of("azure.workload.identity/client-id", identity.clientId(scope, names, access)),
                Map.of("azure.workload.identity/use", "true"),
                Optional.empty(),
                List.of());
    }
}
