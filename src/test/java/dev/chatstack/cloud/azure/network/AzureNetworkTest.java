package dev.chatstack.cloud.azure.network;

import static dev.chatstack.testing.EnvironmentFile.AZURE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.EnvironmentGroups;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.Test;

class AzureNetworkTest {
    private static final Synth SYNTH = Synth.of(stack -> {
        AzureNames names = AZURE.azure();
        EnvironmentGroups groups = new EnvironmentGroups(stack, names);
        AzureNetwork network = AzureNetwork.of(
                stack,
                names,
                groups,
                List.of(new Opening("dashboards", List.of("203.0.113.0/24", "198.51.100.0/24"), List.of(3000, 9090))));
        new NatGatewayEgress(stack, names, groups, network);
    });

    @Test
    void givesNodesAndGatewayASubnetEach() {
        assertThat(SYNTH.only("azurerm_virtual_network").at("/address_space/0").asText())
                .isEqualTo("10.0.0.0/16");
        assertThat(SYNTH.named("azurerm_subnet", "nodes")
                        .at("/address_prefixes/0")
                        .asText())
                .isEqualTo("10.0.1.0/24");
        assertThat(SYNTH.named("azurerm_subnet", "gateway")
                        .at("/address_prefixes/0")
                        .asText())
                .isEqualTo("10.0.2.0/24");
    }

    @Test
    void leavesTheGatewaysSubnetToApplicationGateways() {
        assertThat(Facts.of(SYNTH.named("azurerm_subnet", "gateway").path("delegation")))
                .containsExactlyInAnyOrder(
                        "0/name: application-gateways",
                        "0/service_delegation/name: Microsoft.Network/applicationGateways",
                        "0/service_delegation/actions/0: Microsoft.Network/virtualNetworks/subnets/join/action");
        assertThat(SYNTH.named("azurerm_subnet", "nodes").has("delegation")).isFalse();
    }

    @Test
    void lendsTheNodesNoAddress() {
        assertThat(SYNTH.named("azurerm_subnet", "nodes").path("default_outbound_access_enabled"))
                .isEqualTo(BooleanNode.FALSE);
    }

    @Test
    void opensTheNodesToNothingButWhatIsNamed() {
        JsonNode rule = SYNTH.only("azurerm_network_security_rule");

        assertThat(Facts.texts(rule.path("source_address_prefixes")))
                .containsExactly("203.0.113.0/24", "198.51.100.0/24");
        assertThat(Facts.texts(rule.path("destination_port_ranges"))).containsExactly("3000", "9090");
        assertThat(rule.path("access").asText()).isEqualTo("Allow");
        assertThat(SYNTH.only("azurerm_subnet_network_security_group_association")
                        .path("subnet_id")
                        .asText())
                .contains("azurerm_subnet.network_nodes");
    }

    @Test
    void leadsTheNodesOutThroughTheNatGateway() {
        assertThat(SYNTH.only("azurerm_subnet_nat_gateway_association")
                        .path("subnet_id")
                        .asText())
                .contains("azurerm_subnet.network_nodes");
        assertThat(SYNTH.only("azurerm_nat_gateway_public_ip_association")
                        .path("public_ip_address_id")
                        .asText())
                .contains("azurerm_public_ip.nat_address");
    }
}
