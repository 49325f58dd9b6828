package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.NotTheWorld;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** Subnets that exist, and what of them an AKS cluster uses. chatstack changes nothing of them. */
public record AzureExistingNetworkConfig(
        @About("id of the subnet of the nodes, with the service endpoint Microsoft.Storage unless storage is"
                + " privateEndpoint")
        @Pattern(regexp = SUBNET, message = SUBNET_MESSAGE)
        String subnetId,

        @About("addresses of that subnet; with storage privateEndpoint")
        Optional<@Cidr String> cidr,

        @About("id of your private DNS zone privatelink.blob.core.windows.net, linked to the network; with storage"
                + " privateEndpoint. Optional, by default a policy of yours must add the records")
        Optional<
                        @Pattern(
                                regexp =
                                        "/subscriptions/[-0-9a-f]{36}/resourceGroups/[-_.()\\w]+/providers/Microsoft\\.Network/privateDnsZones/privatelink\\.blob\\.core\\.windows\\.net",
                                message =
                                        "must be the id of the zone:"
                                                + " /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net")
                        String>
                blobPrivateDnsZoneId,

        @About("id of the subnet of the Application Gateway, in the same network, empty and delegated to "
                + "Microsoft.Network/applicationGateways; with chat.exposure.by: applicationGateway")
        Optional<@Pattern(regexp = SUBNET, message = SUBNET_MESSAGE) String> gatewaySubnetId,

        @About("addresses of that subnet, /24 or smaller; with chat.exposure.by: applicationGateway")
        Optional<@Cidr String> gatewayCidr,

        @About("public addresses of your firewall or NAT gateway, from which the nodes reach the API server; with"
                + " egress natGateway or userDefinedRouting, unless privateApiServer")
        @Default("[]")
        @NotTheWorld
        List<@Cidr String> egressAddresses) {
    private static final String SUBNET =
            "/subscriptions/[-0-9a-f]{36}/resourceGroups/[-_.()\\w]+/providers/Microsoft\\.Network/virtualNetworks/[-_.\\w]+/subnets/[-_.\\w]+";
    private static final String SUBNET_MESSAGE = "must be the id of a subnet:"
            + " /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/NETWORK/subnets/NAME";

    /** The id of the network of a subnet. */
    public static String networkOf(String subnetId) {
        return subnetId.substring(0, subnetId.indexOf("/subnets/"));
    }
}
