package dev.chatstack.cloud.azure.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.azurerm.nat_gateway.NatGateway;
import com.hashicorp.cdktf.providers.azurerm.nat_gateway_public_ip_association.NatGatewayPublicIpAssociation;
import com.hashicorp.cdktf.providers.azurerm.public_ip.PublicIp;
import com.hashicorp.cdktf.providers.azurerm.subnet_nat_gateway_association.SubnetNatGatewayAssociation;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.EnvironmentGroups;
import dev.chatstack.cloud.azure.PublicAddress;
import java.util.List;
import software.constructs.Construct;

/** A NAT gateway for the nodes: one address that others can put on their lists, and connections in plenty. */
public final class NatGatewayEgress extends Construct {
    private final PublicIp address;
    private final List<ITerraformDependable> ready;

    /** Defines it for the nodes of {@code network}. */
    public NatGatewayEgress(Construct scope, AzureNames names, EnvironmentGroups groups, AzureNetwork network) {
        super(scope, "nat");
        address = PublicAddress.of(this, names, groups, names.environment() + "-nat");
        NatGateway gateway = NatGateway.Builder.create(this, "Default")
                .name(names.environment())
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .skuName("Standard")
                .build();
        NatGatewayPublicIpAssociation addressOfGateway = NatGatewayPublicIpAssociation.Builder.create(
                        this, "address-of-gateway")
                .natGatewayId(gateway.getId())
                .publicIpAddressId(address.getId())
                .build();
        SubnetNatGatewayAssociation gatewayOfNodes = SubnetNatGatewayAssociation.Builder.create(
                        this, "gateway-of-nodes")
                .natGatewayId(gateway.getId())
                .subnetId(network.nodesSubnetId())
                .build();
        ready = List.of(addressOfGateway, gatewayOfNodes);
    }

    /** The address under which the nodes are seen outside. */
    public String address() {
        return address.getIpAddress();
    }

    /** What must exist before a node can reach anything. */
    public List<ITerraformDependable> ready() {
        return ready;
    }
}
