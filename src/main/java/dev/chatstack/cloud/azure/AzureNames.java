package dev.chatstack.cloud.azure;

import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.ResourceTags;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.values.Fingerprint;
import inet.ipaddr.IPAddressString;

/** The names on which the stacks of an environment agree. The later ones find by them what the first has made. */
public record AzureNames(String environment, AzureConfig config) {
    /** What can be made again: network, cluster, gateway. */
    String resourceGroup() {
        return environment;
    }

    /** What Azure makes for the cluster: machines, disks, load balancers. It comes and goes with the cluster. */
    String nodeResourceGroup() {
        return environment + "-nodes";
    }

    /** What holds people's data and outlives the cluster. */
    String dataResourceGroup() {
        return environment + "-data";
    }

    /** The network. */
    public String network() {
        return environment;
    }

    /** The AKS cluster. */
    String cluster() {
        return environment;
    }

    /** The command with which a person gets a kubeconfig. */
    public String kubeconfigCommand() {
        return "az aks get-credentials --resource-group %s --name %s --subscription %s && kubelogin convert-kubeconfig -l azurecli"
                .formatted(resourceGroup(), cluster(), config.subscriptionId());
    }

    /** The Application Gateway. */
    public String gateway() {
        return environment + "-gateway";
    }

    /** The Application Gateway as Azure Resource Manager calls it. */
    public String gatewayId() {
        return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/applicationGateways/%s"
                .formatted(config.subscriptionId(), resourceGroup(), gateway());
    }

    /** What stands on every resource. */
    public ResourceTags tags() {
        return new ResourceTags(config.tags());
    }

    /** The Log Analytics workspace. */
    String logs() {
        return environment + "-logs";
    }

    /** The public address of the chat. */
    public String chatAddress() {
        return environment + "-chat";
    }

    /** The Application Gateway's address inside its subnet; Azure keeps the first four for itself. */
    public String internalGatewayAddress() {
        return new IPAddressString(config.network().gatewayAddresses())
                .getAddress()
                .getLower()
                .increment(10)
                .withoutPrefixLength()
                .toString();
    }

    /** Who the gateway's controller is to Azure. */
    public String gatewayIdentity() {
        return environment + "-gateway-controller";
    }

    /** Who {@code user} is to Azure. */
    String identity(BucketUser user) {
        return environment + "-" + user.name();
    }

    /** The role of {@code user}. Its name is unique among all subscriptions of an organisation. */
    String role(BucketUser user) {
        return identity(user) + "-" + Fingerprint.of(config.subscriptionId(), 4);
    }

    /**
     * A storage account. Its name is unique in the world and has 3 to 24 letters and digits, so a part of it is a hash of what makes
     * the environment unique.
     */
    String storageAccount(String purpose) {
        String readable = environment.replaceAll("[^a-z0-9]", "");
        String unique = Fingerprint.of(config.subscriptionId() + "/" + environment + "/" + purpose, 4);
        return readable.substring(0, Math.min(readable.length(), 8)) + purpose + unique;
    }
}
