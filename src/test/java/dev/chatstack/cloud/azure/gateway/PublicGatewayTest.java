package dev.chatstack.cloud.azure.gateway;

import static dev.chatstack.testing.EnvironmentFile.AZURE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.azure.AksCluster;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.EnvironmentGroups;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.ExposureConfig.ApplicationGateway.Firewall;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicGatewayTest {
    private static final Synth SYNTH = synth(Firewall.NONE);
    private static final JsonNode GATEWAY = SYNTH.only("azurerm_application_gateway");

    @Test
    void hasAFixedAddressInEveryZone() {
        JsonNode address = SYNTH.named("azurerm_public_ip", "prod-chat");

        assertThat(address.path("allocation_method").asText()).isEqualTo("Static");
        assertThat(Facts.texts(address.path("zones"))).containsExactly("1", "2", "3");
        assertThat(Facts.texts(GATEWAY.path("zones"))).containsExactly("1", "2", "3");
    }

    @Test
    void speaksNothingOlderThanTls12() {
        assertThat(GATEWAY.at("/ssl_policy/policy_type").asText()).isEqualTo("Predefined");
        assertThat(GATEWAY.at("/ssl_policy/policy_name").asText()).isEqualTo("AppGwSslPolicy20220101");
    }

    @Test
    void leavesToItsControllerWhatIsItsControllers() {
        assertThat(GATEWAY.at("/lifecycle/ignore_changes").toString())
                .contains(
                        "backend_address_pool",
                        "backend_http_settings",
                        "frontend_port",
                        "http_listener",
                        "probe",
                        "redirect_configuration",
                        "request_routing_rule",
                        "ssl_certificate",
                        "tags",
                        "url_path_map")
                .doesNotContain("sku", "ssl_policy", "autoscale_configuration", "firewall_policy_id");
    }

    @Test
    void isSteeredByAzureAndReachedByClientsAlone() {
        assertThat(rule("clients").path("source_address_prefix").asText()).isEqualTo("198.51.100.0/24");
        assertThat(Facts.texts(rule("clients").path("destination_port_ranges"))).containsExactly("80", "443");
        assertThat(rule("gateway-manager").path("source_address_prefix").asText())
                .isEqualTo("GatewayManager");
        assertThat(rule("gateway-manager").path("destination_port_range").asText())
                .isEqualTo("65200-65535");
        assertThat(rule("health-probes").path("source_address_prefix").asText()).isEqualTo("AzureLoadBalancer");
        assertThat(SYNTH.all("azurerm_network_security_rule"))
                .hasSize(3)
                .allSatisfy(rule -> assertThat(rule.path("access").asText()).isEqualTo("Allow"));
        assertThat(GATEWAY.path("depends_on").toString())
                .contains("azurerm_subnet_network_security_group_association.gateway");
    }

    @Test
    void hasAFirewallWhenAsked() {
        assertThat(GATEWAY.at("/sku/tier").asText()).isEqualTo("Standard_v2");
        assertThat(GATEWAY.has("firewall_policy_id")).isFalse();
        assertThat(SYNTH.all("azurerm_web_application_firewall_policy")).isEmpty();

        for (Firewall firewall : List.of(Firewall.DETECT, Firewall.BLOCK)) {
            Synth synth = synth(firewall);
            assertThat(synth.only("azurerm_application_gateway").at("/sku/tier").asText())
                    .isEqualTo("WAF_v2");
            assertThat(synth.only("azurerm_application_gateway").has("firewall_policy_id"))
                    .isTrue();
            assertThat(synth.only("azurerm_web_application_firewall_policy")
                            .at("/policy_settings/mode")
                            .asText())
                    .isEqualTo(firewall == Firewall.BLOCK ? "Prevention" : "Detection");
        }
    }

    @Test
    void trustsOneServiceAccountOfOneCluster() {
        JsonNode credential = SYNTH.only("azurerm_federated_identity_credential");

        assertThat(credential.path("subject").asText()).isEqualTo("system:serviceaccount:gateway:controller");
        assertThat(credential.path("issuer").asText())
                .isEqualTo("${azurerm_kubernetes_cluster.cluster.oidc_issuer_url}");
        assertThat(Facts.texts(credential.path("audience"))).containsExactly("api://AzureADTokenExchange");
    }

    @Test
    void letsItsControllerChangeTheGatewayAndJoinWhatItUses() {
        assertThat(controllerRoles(SYNTH))
                .containsExactlyInAnyOrder(
                        "Network Contributor on azurerm_application_gateway",
                        "Network Contributor on azurerm_public_ip",
                        "Network Contributor on azurerm_subnet",
                        "Reader on azurerm_resource_group");
        assertThat(controllerRoles(synth(Firewall.BLOCK)))
                .hasSize(5)
                .contains("Network Contributor on azurerm_web_application_firewall_policy");
    }

    private static List<String> controllerRoles(Synth synth) {
        return synth.all("azurerm_role_assignment").stream()
                .filter(role -> role.path("principal_id").asText().contains("gateway-controller"))
                .map(role -> role.path("role_definition_name").asText() + " on "
                        + role.path("scope").asText().replaceAll("\\$\\{([a-z_]+)\\..*", "$1"))
                .toList();
    }

    private static JsonNode rule(String name) {
        return SYNTH.named("azurerm_network_security_rule", name);
    }

    private static Synth synth(Firewall firewall) {
        return Synth.of(stack -> {
            AzureNames names = AZURE.azure();
            EnvironmentGroups groups = new EnvironmentGroups(stack, names);
            AzureNetwork network = AzureNetwork.of(stack, names, groups, List.of());
            AksCluster cluster = new AksCluster(stack, names, groups, network, Optional.empty());
            PublicGateway gateway = new PublicGateway(
                    stack,
                    names,
                    groups,
                    network,
                    new ExposureConfig.ApplicationGateway("tls", List.of("198.51.100.0/24"), firewall, false));
            new GatewayControllerIdentity(stack, names, groups, cluster, gateway, "gateway:controller");
        });
    }
}
