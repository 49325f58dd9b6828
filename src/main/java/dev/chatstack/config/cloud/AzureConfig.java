package dev.chatstack.config.cloud;

import dev.chatstack.config.cloud.azure.AzureId;
import dev.chatstack.config.cloud.azure.AzureLogsConfig;
import dev.chatstack.config.cloud.azure.AzureNetworkConfig;
import dev.chatstack.config.cloud.azure.AzureNodesConfig;
import dev.chatstack.config.cloud.azure.AzureTags;
import dev.chatstack.config.cloud.azure.AzureUserNodesConfig;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.NotTheWorld;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An AKS cluster in a new network. */
@About("Azure: an AKS cluster in a new network")
public record AzureConfig(
        @About("Azure subscription; the account that deploys must be its Owner to assign roles") @AzureId
        String subscriptionId,

        @About("Microsoft Entra tenant in which people sign in") @AzureId
        String tenantId,

        @About("region of all resources")
        @Pattern(regexp = "[a-z]+[0-9]?", message = "must be an Azure region such as westeurope")
        String region,

        @About("availability zones to spread over; [] in a region that has none") @Default("[1, 2, 3]")
        List<@Min(1) @Max(3) Integer> zones,

        @About("minor version of Kubernetes; its newest patch is installed in the maintenance window, Sunday "
                + "02:00 UTC")
        @Default("\"1.36\"")
        @Pattern(regexp = "1\\.\\d{2}", message = "must be a minor version such as 1.36, in quotes")
        String kubernetesVersion,

        @About("standard has an SLA for the API server and costs $73/month; free has none") @Default("standard")
        Tier tier,

        @About("networks that can reach the cluster's API server; required unless it is private") @NotTheWorld
        List<@Cidr String> apiServerAccess,

        @About("true for an API server without a public address; Terraform must then run inside the network; "
                + "cannot be changed later")
        @Default("false")
        boolean privateApiServer,

        @About("object ids, in Microsoft Entra, of the groups and machine identities that administer the cluster")
        @NotEmpty
        List<@AzureId String> administrators,

        @About("the nodes of AKS's own pods, and of all others when there are no userNodes") @Default("{}")
        AzureNodesConfig nodes,

        @About("separate nodes for the chat and its platform; optional, by default they share the nodes of "
                + "AKS's own pods")
        Optional<AzureUserNodesConfig> userNodes,

        @About("separate nodes for MongoDB, which no other pod uses; optional, by default MongoDB shares the nodes of"
                + " the chat")
        Optional<DatabaseNodesConfig> databaseNodes,

        @About("the address plan; it cannot be changed later") @Default("{}")
        AzureNetworkConfig network,

        @About("what Log Analytics keeps of the control plane and the gateway") @Default("{}")
        AzureLogsConfig logs,

        @About("tags of every resource, the node pools' included; default: none besides chatstack's own")
        Map<
                        @Pattern(regexp = AzureTags.NAME, message = AzureTags.NAME_MESSAGE) String,
                        @Pattern(regexp = AzureTags.VALUE, message = AzureTags.VALUE_MESSAGE) String>
                tags,

        @About("id of an existing disk encryption set, whose key encrypts the disks of the nodes and of the database; "
                + "optional, by default Azure's own keys; cannot be changed later")
        Optional<
                        @Pattern(
                                regexp =
                                        "/subscriptions/[-0-9a-f]{36}/resourceGroups/[-_.()\\w]+/providers/Microsoft\\.Compute/diskEncryptionSets/[-_\\w]+",
                                message =
                                        "must be the id of a disk encryption set:"
                                                + " /subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/diskEncryptionSets/NAME")
                        String>
                diskEncryptionSet,

        @About("core lets Terraform register the resource providers that it needs; none, when others register them")
        @Default("core")
        Registrations resourceProviderRegistrations,

        @About("keep a copy of the backups in the region that Azure pairs with this one; false in a region "
                + "without a pair")
        @Default("true")
        boolean backupsInTwoRegions,

        @About("refuse to delete the cluster, and with it the disks of the database; to delete it set this to "
                + "false, then destroy")
        @Default("true")
        boolean deletionProtection)
        implements CloudConfig {
    /** The metadata of a node, Azure's own DNS, the storage accounts, the API server by its name, and the ranges of the cluster. */
    @Override
    public Optional<String> chosenKubernetes() {
        return Optional.of(kubernetesVersion);
    }

    @Override
    public List<String> direct() {
        return List.of(
                "169.254.169.254",
                "168.63.129.16",
                ".blob.core.windows.net",
                ".azmk8s.io",
                network.services(),
                network.pods());
    }

    /** By the service endpoint of their subnet. */
    @Override
    public boolean bucketsKnowTheNodes() {
        return true;
    }

    /** The most nodes that there are at a time, those of an upgrade included. */
    public int mostNodes() {
        return withSurge(nodes.maxWorkersCount())
                + withSurge(userNodes.map(AzureUserNodesConfig::maxWorkersCount).orElse(0))
                + withSurge(databaseNodes.map(DatabaseNodesConfig::workersCount).orElse(0));
    }

    /** During an upgrade a tenth more, rounded up. */
    private static int withSurge(int most) {
        return most + (most + 9) / 10;
    }

    /** What Azure promises of the control plane. */
    public enum Tier {
        /** Nothing. */
        FREE("Free"),
        /** 99.95 % of the time in several zones, 99.9 % in one. */
        STANDARD("Standard");

        private final String sku;

        Tier(String sku) {
            this.sku = sku;
        }

        /** Azure's word for it. */
        public String sku() {
            return sku;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which resource providers Terraform registers. */
    public enum Registrations {
        /** Those that the provider's makers think most people need. */
        CORE,
        /** None: who deploys may not. */
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Spare capacity does not count: the database never runs there. */
    @Override
    public Optional<WorkerNodes> workerNodes() {
        return userNodes
                .filter(user -> !user.spot())
                .<WorkerNodes>map(user -> user)
                .or(() -> Optional.of(nodes));
    }
}
