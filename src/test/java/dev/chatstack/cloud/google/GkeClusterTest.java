package dev.chatstack.cloud.google;

import static dev.chatstack.testing.EnvironmentFile.GOOGLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cluster on GKE")
class GkeClusterTest {
    private static final Synth SYNTH = synth(GOOGLE);
    private static final JsonNode CLUSTER = SYNTH.only("google_container_cluster");
    private static final JsonNode POOL = SYNTH.only("google_container_node_pool");

    @Test
    void hasNodesWithoutAPublicAddressAndLetsNamedNetworksReachItsApiServer() {
        assertThat(CLUSTER.at("/private_cluster_config/enable_private_nodes").asBoolean())
                .isTrue();
        assertThat(CLUSTER.at("/master_authorized_networks_config/cidr_blocks").findValuesAsText("cidr_block"))
                .containsExactly("203.0.113.0/24");
    }

    @Test
    void enforcesNetworkPolicies() {
        assertThat(CLUSTER.path("datapath_provider").asText()).isEqualTo("ADVANCED_DATAPATH");
    }

    @Test
    void signsPodsInByWorkloadIdentityAndKeepsTheNodesAccountFromThem() {
        assertThat(CLUSTER.at("/workload_identity_config/workload_pool").asText())
                .isEqualTo("example-chat.svc.id.goog");
        assertThat(POOL.at("/node_config/workload_metadata_config/mode").asText())
                .isEqualTo("GKE_METADATA");
        assertThat(POOL.at("/node_config/service_account").asText())
                .contains("google_service_account.cluster_node-identity");
    }

    @Test
    void hasNoneOfTheOldWaysToSignIn() {
        assertThat(CLUSTER.at("/master_auth/client_certificate_config/issue_client_certificate")
                        .asBoolean(true))
                .isFalse();
        assertThat(CLUSTER.path("enable_legacy_abac").asBoolean(true)).isFalse();
        assertThat(CLUSTER.at("/node_pool_defaults/node_config_defaults/insecure_kubelet_readonly_port_enabled")
                        .asText())
                .isEqualTo("FALSE");
    }

    @Test
    void isInOneZoneOrSpreadOverSeveral() {
        assertThat(CLUSTER.path("location").asText()).isEqualTo("europe-west1-b");
        JsonNode regional = synth(GOOGLE.replace("[europe-west1-b]", "[europe-west1-b, europe-west1-c]"))
                .only("google_container_cluster");
        assertThat(regional.path("location").asText()).isEqualTo("europe-west1");
        assertThat(regional.path("node_locations")).hasSize(2);
    }

    @Test
    void leavesCountingNodesToTheAutoscalerAndRepairsThem() {
        assertThat(POOL.at("/autoscaling/total_min_node_count").asInt()).isEqualTo(3);
        assertThat(POOL.at("/autoscaling/total_max_node_count").asInt()).isEqualTo(5);
        assertThat(POOL.at("/lifecycle/ignore_changes").toString()).contains("initial_node_count", "node_count");
        assertThat(POOL.at("/management/auto_repair").asBoolean()).isTrue();
    }

    @Test
    void refusesToBeDeletedUntilTheFileSaysSo() {
        assertThat(CLUSTER.path("deletion_protection").asBoolean()).isTrue();
        assertThat(synth(GOOGLE.cloud("deletionProtection: false"))
                        .only("google_container_cluster")
                        .path("deletion_protection")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void letsTheControlPlaneCallAdmissionWebhooksAndNobodyElse() {
        JsonNode rule = SYNTH.only("google_compute_firewall");

        assertThat(Facts.texts(rule.path("source_ranges"))).containsExactly("172.16.0.0/28");
        assertThat(rule.at("/allow/0/ports").toString()).contains("15017");
    }

    private static Synth synth(EnvironmentFile file) {
        return Synth.of(stack -> {
            GoogleNames names = file.google();
            ProjectServices services = ProjectServices.ofCluster(stack);
            GkeNetwork network = new GkeNetwork(stack, names, names.config().network(), services);
            new GkeCluster(stack, names, network, services);
        });
    }
}
