package dev.chatstack.cloud.azure;

import static dev.chatstack.testing.EnvironmentFile.AZURE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import dev.chatstack.cloud.azure.network.NatGatewayEgress;
import dev.chatstack.config.cloud.azure.AzureNetworkConfig.Egress;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AksClusterTest {
    private static final Synth SYNTH = synth(AZURE);
    private static final JsonNode CLUSTER = SYNTH.only("azurerm_kubernetes_cluster");

    @Test
    void enforcesNetworkPoliciesOnAnOverlay() {
        JsonNode network = CLUSTER.path("network_profile");

        assertThat(network.path("network_plugin_mode").asText()).isEqualTo("overlay");
        assertThat(network.path("network_data_plane").asText()).isEqualTo("cilium");
        assertThat(network.path("network_policy").asText()).isEqualTo("cilium");
        assertThat(network.path("pod_cidr").asText()).isEqualTo("10.244.0.0/16");
        assertThat(network.path("service_cidr").asText()).isEqualTo("10.1.0.0/16");
        assertThat(network.path("dns_service_ip").asText()).isEqualTo("10.1.0.10");
        assertThat(network.path("outbound_type").asText()).isEqualTo("loadBalancer");
    }

    @Test
    void letsNamedNetworksAloneReachTheApiServer() {
        assertThat(Facts.texts(CLUSTER.at("/api_server_access_profile/authorized_ip_ranges")))
                .containsExactly("203.0.113.0/24");
        assertThat(CLUSTER.has("private_cluster_enabled")).isFalse();
    }

    @Test
    void letsItsOwnNodesReachTheApiServerThroughTheNatGateway() {
        JsonNode cluster = cluster(AZURE.cloud("network:\n  egress: natGateway"));

        assertThat(cluster.at("/network_profile/outbound_type").asText()).isEqualTo("userAssignedNATGateway");
        assertThat(cluster.at("/api_server_access_profile/authorized_ip_ranges/1")
                        .asText())
                .startsWith("${azurerm_public_ip.nat_address")
                .endsWith(".ip_address}/32");
        assertThat(cluster.path("depends_on").toString())
                .contains("azurerm_subnet_nat_gateway_association", "azurerm_nat_gateway_public_ip_association");
    }

    @Test
    void hidesTheApiServerWhenAsked() {
        JsonNode cluster = cluster(
                AZURE.replace("  apiServerAccess: [203.0.113.0/24]\n", "").cloud("privateApiServer: true"));

        assertThat(cluster.path("private_cluster_enabled").asBoolean()).isTrue();
        assertThat(cluster.has("api_server_access_profile")).isFalse();
    }

    @Test
    void signsPeopleInByNameAlone() {
        assertThat(CLUSTER.path("local_account_disabled").asBoolean()).isTrue();
        assertThat(CLUSTER.at("/azure_active_directory_role_based_access_control/azure_rbac_enabled")
                        .asBoolean())
                .isTrue();
        assertThat(CLUSTER.path("run_command_enabled").asBoolean(true)).isFalse();
        JsonNode role = role("Azure Kubernetes Service RBAC Cluster Admin");
        assertThat(role.path("principal_id").asText()).isEqualTo("33333333-3333-3333-3333-333333333333");
    }

    /** Azure passes a role on within minutes; the cluster takes longer than that to come up. */
    @Test
    void namesItsAdministratorsBeforeItIsMade() {
        JsonNode role = role("Azure Kubernetes Service RBAC Cluster Admin");

        assertThat(role.path("scope").asText()).startsWith("${azurerm_resource_group.groups_main");
        assertThat(role.toString()).doesNotContain("azurerm_kubernetes_cluster");
    }

    @Test
    void signsPodsInByWorkloadIdentity() {
        assertThat(CLUSTER.path("oidc_issuer_enabled").asBoolean()).isTrue();
        assertThat(CLUSTER.path("workload_identity_enabled").asBoolean()).isTrue();
    }

    @Test
    void waitsUntilItMayChangeItsNetworkAndNothingElse() {
        JsonNode role = role("Network Contributor");

        assertThat(role.path("scope").asText()).isEqualTo("${azurerm_virtual_network.network.id}");
        assertThat(CLUSTER.path("depends_on").toString()).contains("azurerm_role_assignment.cluster_control-plane");
        assertThat(CLUSTER.at("/identity/type").asText()).isEqualTo("UserAssigned");
    }

    @Test
    void leavesCountingNodesToTheAutoscaler() {
        JsonNode pool = CLUSTER.path("default_node_pool");

        assertThat(pool.path("vm_size").asText()).isEqualTo("Standard_D4as_v5");
        assertThat(pool.path("min_count").asInt()).isEqualTo(2);
        assertThat(pool.path("max_count").asInt()).isEqualTo(4);
        assertThat(Facts.texts(CLUSTER.at("/lifecycle/ignore_changes")))
                .containsExactly("default_node_pool[0].node_count");
    }

    @Test
    void patchesItselfOnSundayNight() {
        assertThat(CLUSTER.path("automatic_upgrade_channel").asText()).isEqualTo("patch");
        assertThat(CLUSTER.path("node_os_upgrade_channel").asText()).isEqualTo("NodeImage");
        for (String window : List.of("maintenance_window_auto_upgrade", "maintenance_window_node_os")) {
            assertThat(CLUSTER.path(window).path("day_of_week").asText()).isEqualTo("Sunday");
            assertThat(CLUSTER.path(window).path("start_time").asText()).isEqualTo("02:00");
        }
    }

    @Test
    void refusesToBeDeletedUntilTheFileSaysSo() {
        assertThat(CLUSTER.at("/lifecycle/prevent_destroy").asBoolean()).isTrue();
        assertThat(cluster(AZURE.cloud("deletionProtection: false"))
                        .at("/lifecycle/prevent_destroy")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void sharesItsNodesUnlessTheChatHasItsOwn() {
        assertThat(CLUSTER.at("/default_node_pool/only_critical_addons_enabled").asBoolean(true))
                .isFalse();
        Synth synth = synth(AZURE.cloud("userNodes:\n  workersCount: 3"));
        assertThat(synth.only("azurerm_kubernetes_cluster")
                        .at("/default_node_pool/only_critical_addons_enabled")
                        .asBoolean())
                .isTrue();
        JsonNode pool = synth.only("azurerm_kubernetes_cluster_node_pool");
        assertThat(pool.path("mode").asText()).isEqualTo("User");
        assertThat(pool.has("priority")).isFalse();
        assertThat(Facts.texts(pool.at("/lifecycle/ignore_changes"))).containsExactly("node_count");
    }

    @Test
    void keepsWhatCannotBeReplacedOffSpareCapacity() {
        Synth synth = synth(AZURE.cloud("userNodes:\n  spot: true"));

        JsonNode pool = synth.only("azurerm_kubernetes_cluster_node_pool");
        assertThat(pool.path("priority").asText()).isEqualTo("Spot");
        assertThat(pool.path("spot_max_price").asInt()).isEqualTo(-1);
        assertThat(Facts.texts(pool.path("node_taints")))
                .containsExactly("kubernetes.azure.com/scalesetpriority=spot:NoSchedule");
        assertThat(synth.only("azurerm_kubernetes_cluster")
                        .at("/default_node_pool/only_critical_addons_enabled")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void looksNothingUpInAzure() {
        assertThat(SYNTH.root().has("data")).isFalse();
    }

    private static JsonNode role(String name) {
        return SYNTH.all("azurerm_role_assignment").stream()
                .filter(role -> role.path("role_definition_name").asText().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static JsonNode cluster(EnvironmentFile file) {
        return synth(file).only("azurerm_kubernetes_cluster");
    }

    private static Synth synth(EnvironmentFile file) {
        return Synth.of(stack -> {
            AzureNames names = file.azure();
            EnvironmentGroups groups = new EnvironmentGroups(stack, names);
            AzureNetwork network = AzureNetwork.of(stack, names, groups, List.of());
            Optional<NatGatewayEgress> nat = names.config().network().egress() == Egress.NAT_GATEWAY
                    ? Optional.of(new NatGatewayEgress(stack, names, groups, network))
                    : Optional.empty();
            new AksCluster(stack, names, groups, network, nat);
        });
    }
}
