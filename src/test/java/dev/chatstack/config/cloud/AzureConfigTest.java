package dev.chatstack.config.cloud;

import static dev.chatstack.testing.EnvironmentFile.AZURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Problem;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.cloud.azure.AzureLogsConfig;
import dev.chatstack.config.cloud.azure.AzureNetworkConfig;
import dev.chatstack.config.cloud.azure.AzureNodesConfig;
import dev.chatstack.testing.EnvironmentFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An environment file of Azure")
class AzureConfigTest {
    private static final String B_SERIES =
            "cloud.nodes.machineType: Standard_B2s is of the B-series, which Azure does not support for the nodes of"
                    + " AKS's own pods: it may refuse it, and slows it down when its credits are used up; take"
                    + " Standard_D4as_v5";

    @Test
    void fillsInTheDefaults() {
        assertThat(AZURE.load().config().cloud())
                .isEqualTo(new AzureConfig(
                        "11111111-1111-1111-1111-111111111111",
                        "22222222-2222-2222-2222-222222222222",
                        "westeurope",
                        List.of(1, 2, 3),
                        "1.36",
                        AzureConfig.Tier.STANDARD,
                        List.of("203.0.113.0/24"),
                        false,
                        List.of("33333333-3333-3333-3333-333333333333"),
                        new AzureNodesConfig(2, 4, "Standard_D4as_v5", 64),
                        Optional.empty(),
                        Optional.empty(),
                        new AzureNetworkConfig(
                                "10.0.0.0/16",
                                "10.0.1.0/24",
                                "10.0.2.0/24",
                                "10.1.0.0/16",
                                "10.244.0.0/16",
                                AzureNetworkConfig.Egress.LOAD_BALANCER,
                                AzureNetworkConfig.Storage.SERVICE_ENDPOINT,
                                Optional.empty()),
                        new AzureLogsConfig(30, 1),
                        Map.of(),
                        Optional.empty(),
                        AzureConfig.Registrations.CORE,
                        true,
                        true));
        assertThat(((RocketChatConfig) AZURE.load().config().chat()).exposure())
                .isEqualTo(new ExposureConfig.ApplicationGateway(
                        "chat-tls", List.of("0.0.0.0/0"), ExposureConfig.ApplicationGateway.Firewall.NONE, false));
    }

    @Test
    void reportsEverySettingThatDoesNotFitAtOnce() {
        EnvironmentFile file = AZURE.replace("11111111-1111-1111-1111-111111111111", "my-subscription")
                .replace("westeurope", "West Europe")
                .replace("tlsSecret: chat-tls", "firewall: maybe")
                .cloud("""
                    zones: [1, 4]
                    kubernetesVersion: "1.36.5"
                    nodes:
                      machineType: B2s
                    network:
                      egress: magic
                    """);

        assertThatThrownBy(file::load).satisfies(e -> assertThat(
                        e.getMessage().lines().skip(1).map(String::strip))
                .containsExactly(
                        "- chat.exposure.firewall: must be one of none, detect, block, got `maybe`",
                        "- chat.exposure.tlsSecret: is required",
                        "- cloud.kubernetesVersion: must be a minor version such as 1.36, in quotes, got" + " `1.36.5`",
                        "- cloud.network.egress: must be one of loadBalancer, natGateway, userDefinedRouting, got"
                                + " `magic`",
                        "- cloud.nodes.machineType: must be a size of virtual machine such as"
                                + " Standard_D4as_v5, got `B2s`",
                        "- cloud.region: must be an Azure region such as westeurope, got `West Europe`",
                        "- cloud.subscriptionId: must be an id in lower case such as"
                                + " 01234567-89ab-cdef-0123-456789abcdef, got `my-subscription`",
                        "- cloud.zones[1]: must be 3 or less, got `4`"));
    }

    @Test
    void reportsEverySettingThatDoesNotFitOthersAtOnce() {
        EnvironmentFile file = AZURE.cloud("""
            nodes:
              workersCount: 4
              maxWorkersCount: 3
            userNodes:
              maxWorkersCount: 2
            network:
              nodes: 10.9.0.0/24
              gateway: 10.0.0.0/23
              pods: 10.1.0.0/22
            """);

        assertThatThrownBy(file::load)
                .satisfies(e -> assertThat(e.getMessage().lines().skip(1).map(String::strip))
                        .containsExactly(
                                "- cloud.network.gateway: must be a /24 or smaller, got `10.0.0.0/23`",
                                "- cloud.network.nodes: must lie in cloud.network.network (10.0.0.0/16), got"
                                        + " `10.9.0.0/24`",
                                "- cloud.network.pods: must not overlap cloud.network.services (10.1.0.0/16),"
                                        + " got `10.1.0.0/22`",
                                "- cloud.network.pods: must have a /24 for each of the 7 nodes, the one of an"
                                        + " upgrade included, got `10.1.0.0/22`",
                                "- cloud.nodes.maxWorkersCount: must be at least workersCount (4), got `3`",
                                "- cloud.userNodes.maxWorkersCount: must be at least workersCount (3), got `2`",
                                "- cloud.userNodes.maxWorkersCount: must be at least mongodb.members (3),"
                                        + " because each member runs on its own node, got `2`"));
    }

    @Test
    void warnsOfMachinesThatAzureDoesNotSupportForItsOwnPods() {
        assertThat(AZURE.load().warnings()).isEmpty();
        assertThat(AZURE.cloud("nodes:\n  machineType: Standard_B2s").load().warnings())
                .extracting(Problem::toString)
                .containsExactly(B_SERIES);
        assertThat(AZURE.cloud("nodes:\n  machineType: Standard_D2as_v5").load().warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "cloud.nodes.machineType: Standard_D2as_v5 has fewer vCPUs than the 4 that Azure asks for;"
                                + " take Standard_D4as_v5");
        assertThat(AZURE.cloud("nodes:\n  machineType: Standard_D4as_v5").load().warnings())
                .isEmpty();
    }

    @Test
    void namesWhoReachesTheApiServer() {
        assertThatThrownBy(AZURE.replace("  apiServerAccess: [203.0.113.0/24]\n", "")::load)
                .hasMessageEndingWith(
                        "cloud.apiServerAccess: is required: the networks of the people and machines that administer"
                                + " the cluster; or choose privateApiServer: true, got `nothing`");
        assertThatThrownBy(AZURE.replace("203.0.113.0/24", "0.0.0.0/0")::load)
                .hasMessageEndingWith(
                        "cloud.apiServerAccess: must name the networks of the people who administer it, never the"
                                + " whole internet: all entries together may hold at most as many public addresses as one"
                                + " /8, got `[0.0.0.0/0]`");
        assertThatThrownBy(AZURE.cloud("privateApiServer: true")::load)
                .hasMessageEndingWith(
                        "cloud.apiServerAccess: must be left out with privateApiServer: true: nobody reaches it from"
                                + " outside, got `[203.0.113.0/24]`");
    }

    @Test
    void hasNoMeshBehindTheApplicationGateway() {
        assertThatThrownBy(AZURE.replace("chat:\n", "mesh: {}\nchat:\n")::load)
                .hasMessageContaining("mesh: must be left out unless chat.exposure.by is istioGateway");
    }

    @Test
    void namesABucketForUploadsBecauseAzureHasNoneThatRocketChatCanUse() {
        EnvironmentFile s3 = AZURE.replace(
                "  exposure:\n", "  settings:\n    uploads:\n      store: s3\n      region: r\n  exposure:\n");

        assertThatThrownBy(s3::load)
                .hasMessageContaining(
                        "chat.settings.uploads.bucket: is required here, for the cluster's stack makes no such bucket");
    }

    @Test
    void paysForAControlPlaneThatIsPromisedInProduction() {
        EnvironmentFile free = AZURE.cloud("tier: free");

        assertThatThrownBy(free::load).hasMessageContaining("cloud.tier: must be standard in production");
        assertThat(free.replace("state:\n", "production: false\nstate:\n")
                        .load()
                        .warnings())
                .isEmpty();
    }

    @Test
    void leavesTheApplicationGatewayToAzure() {
        EnvironmentFile google = AZURE.replace(
                AZURE.text()
                        .substring(
                                AZURE.text().indexOf("  provider"), AZURE.text().indexOf("chat:\n")),
                """
                  provider: google
                  project: example-chat
                  region: europe-west1
                  zones: [europe-west1-b]
                  apiServerAccess: [203.0.113.0/24]
                """);

        assertThatThrownBy(google::load)
                .hasMessageEndingWith(
                        "chat.exposure.by: must be istioGateway, gatewayApi or ingress, because `applicationGateway`"
                                + " works on Azure only, got `applicationGateway`");
    }
}
