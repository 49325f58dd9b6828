package dev.chatstack.cloud.azure.network;

import com.hashicorp.cdktf.providers.azurerm.private_dns_zone.PrivateDnsZone;
import com.hashicorp.cdktf.providers.azurerm.private_dns_zone_virtual_network_link.PrivateDnsZoneVirtualNetworkLink;
import com.hashicorp.cdktf.providers.azurerm.subnet.Subnet;
import com.hashicorp.cdktf.providers.azurerm.subnet.SubnetDelegation;
import com.hashicorp.cdktf.providers.azurerm.subnet.SubnetDelegationServiceDelegation;
import com.hashicorp.cdktf.providers.azurerm.virtual_network.VirtualNetwork;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.EnvironmentGroups;
import dev.chatstack.config.cloud.azure.AzureNetworkConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** A new network with a subnet for the nodes and one for the Application Gateway, which shares its subnet with nothing. */
final class NewVnet extends Construct implements AzureNetwork {
    private final VirtualNetwork network;
    private final Subnet nodes;
    private final Subnet gateway;
    private final Optional<PrivateDnsZone> blobs;

    /** Defines it by the address plan of the environment; {@code openings} are the ports open past the gateway. */
    NewVnet(Construct scope, AzureNames names, EnvironmentGroups groups, List<Opening> openings) {
        super(scope, "network");
        AzureNetworkConfig config = names.config().network();
        network = VirtualNetwork.Builder.create(this, "Default")
                .name(names.network())
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .addressSpace(List.of(config.network()))
                .build();
        nodes = subnet("nodes", groups, config.nodes())
                // out by the load balancer or the NAT gateway, never by an address that Azure lends
                .defaultOutboundAccessEnabled(false)
                .serviceEndpoints(List.of("Microsoft.Storage"))
                .build();
        gateway = subnet("gateway", groups, config.gateway())
                .delegation(List.of(toApplicationGateways()))
                .build();
        blobs = config.privateEndpoints().map(addresses -> blobZone(names, groups));
        SecurityRules security = new SecurityRules(this, names, groups, nodes.getId(), "nodes");
        openings.forEach(opening -> security.allowFrom(
                opening.name(),
                opening.sources(),
                opening.ports().stream().map(String::valueOf).toList()));
    }

    /** Here the name of an account points to its private endpoint; other accounts are found as before. */
    private PrivateDnsZone blobZone(AzureNames names, EnvironmentGroups groups) {
        PrivateDnsZone zone = PrivateDnsZone.Builder.create(this, "blobs")
                .name("privatelink.blob.core.windows.net")
                .resourceGroupName(groups.main())
                .build();
        PrivateDnsZoneVirtualNetworkLink.Builder.create(this, "blobs-link")
                .name(names.network())
                .resourceGroupName(groups.main())
                .privateDnsZoneName(zone.getName())
                .virtualNetworkId(network.getId())
                .resolutionPolicy("NxDomainRedirect")
                .build();
        return zone;
    }

    /** Azure refuses a gateway in a subnet that is not delegated, and the gateway reaches no pod of an overlay network. */
    private static SubnetDelegation toApplicationGateways() {
        return SubnetDelegation.builder()
                .name("application-gateways")
                .serviceDelegation(SubnetDelegationServiceDelegation.builder()
                        .name("Microsoft.Network/applicationGateways")
                        .actions(List.of("Microsoft.Network/virtualNetworks/subnets/join/action"))
                        .build())
                .build();
    }

    private Subnet.Builder subnet(String name, EnvironmentGroups groups, String cidr) {
        return Subnet.Builder.create(this, name)
                .name(name)
                .resourceGroupName(groups.main())
                .virtualNetworkName(network.getName())
                .addressPrefixes(List.of(cidr));
    }

    @Override
    public boolean isNew() {
        return true;
    }

    @Override
    public Map<String, String> ofControlPlane() {
        return Map.of("network", network.getId());
    }

    @Override
    public String nodesSubnetId() {
        return nodes.getId();
    }

    @Override
    public Optional<String> blobZoneId() {
        return blobs.map(PrivateDnsZone::getId);
    }

    @Override
    public String gatewaySubnetId() {
        return gateway.getId();
    }
}
