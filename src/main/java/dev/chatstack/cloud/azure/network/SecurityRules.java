package dev.chatstack.cloud.azure.network;

import com.hashicorp.cdktf.providers.azurerm.network_security_group.NetworkSecurityGroup;
import com.hashicorp.cdktf.providers.azurerm.network_security_rule.NetworkSecurityRule;
import com.hashicorp.cdktf.providers.azurerm.subnet_network_security_group_association.SubnetNetworkSecurityGroupAssociation;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.EnvironmentGroups;
import java.util.List;
import software.constructs.Construct;

/**
 * The security group of one subnet. What no rule allows is refused by Azure's own last rule; before it Azure allows the network to
 * itself and its load balancers to probe. A rule of ours never denies: in an overlay that would cut pods from each other.
 */
public final class SecurityRules extends Construct {
    private static final int FIRST_PRIORITY = 100;

    private final EnvironmentGroups groups;
    private final NetworkSecurityGroup group;
    private final SubnetNetworkSecurityGroupAssociation association;
    private int rules;

    /** A security group without rules for the subnet {@code subnetId}. */
    public SecurityRules(Construct scope, AzureNames names, EnvironmentGroups groups, String subnetId, String name) {
        super(scope, name + "-security");
        this.groups = groups;
        group = NetworkSecurityGroup.Builder.create(this, "Default")
                .name(names.environment() + "-" + name)
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .build();
        association = SubnetNetworkSecurityGroupAssociation.Builder.create(this, "association")
                .subnetId(subnetId)
                .networkSecurityGroupId(group.getId())
                .build();
    }

    /** Lets addresses connect by TCP. */
    public SecurityRules allowFrom(String name, List<String> cidrs, List<String> ports) {
        NetworkSecurityRule.Builder rule = rule(name, "Tcp");
        (cidrs.size() == 1 ? rule.sourceAddressPrefix(cidrs.get(0)) : rule.sourceAddressPrefixes(cidrs))
                .destinationPortRanges(ports)
                .build();
        return this;
    }

    /** Lets a part of Azure connect, for example {@code GatewayManager}. */
    public SecurityRules allowService(String name, String serviceTag, String protocol, String ports) {
        rule(name, protocol)
                .sourceAddressPrefix(serviceTag)
                .destinationPortRange(ports)
                .build();
        return this;
    }

    /** What must be in force before the subnet is used. */
    public SubnetNetworkSecurityGroupAssociation inForce() {
        return association;
    }

    private NetworkSecurityRule.Builder rule(String name, String protocol) {
        return NetworkSecurityRule.Builder.create(this, name)
                .name(name)
                .resourceGroupName(groups.main())
                .networkSecurityGroupName(group.getName())
                .priority(FIRST_PRIORITY + 10 * rules++)
                .direction("Inbound")
                .access("Allow")
                .protocol(protocol)
                .sourcePortRange("*")
                .destinationAddressPrefix("*");
    }
}
