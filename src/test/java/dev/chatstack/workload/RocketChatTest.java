package dev.chatstack.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.ExposureConfig;
import dev.chatstack.config.MongoDbConfig;
import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Peer;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rocket.Chat")
class RocketChatTest {
    private static final ExposureConfig EXPOSURE =
            new ExposureConfig.IstioGateway(443, "chat-tls", false, List.of("0.0.0.0/0"));

    private final Synth synth = synth(new RocketChatConfig(
            "chat.example.org", "8.6.1", 3, "licence", "admin@example.org", "application", EXPOSURE));
    private final JsonNode deployment =
            synth.named("kubernetes_deployment_v1", "rocketchat-server").path("spec");
    private final JsonNode server = deployment.at("/template/spec/container/0");

    @Test
    void runsTheConfiguredReleaseAndReplicas() {
        assertThat(deployment.path("replicas").asText()).isEqualTo("3");
        assertThat(server.path("image").asText()).isEqualTo("registry.rocket.chat/rocketchat/rocket.chat:8.6.1");
    }

    @Test
    void readsTheDatabaseUriFromASecret() {
        JsonNode uri = variable("MONGO_URL");

        assertThat(uri.has("value")).isFalse();
        assertThat(uri.at("/value_from/secret_key_ref").toString())
                .isEqualTo("{\"key\":\"uri\",\"name\":\"rocketchat-mongo-chat\"}");
    }

    @Test
    void knowsTheAddressThatPeopleType() {
        assertThat(variable("ROOT_URL").path("value").asText()).isEqualTo("https://chat.example.org");
    }

    @Test
    void startsWithAnAdministratorAndWithoutTheWizard() {
        assertThat(variable("ADMIN_PASS").at("/value_from/secret_key_ref/name").asText())
                .isEqualTo("rocketchat-admin");
        assertThat(variable("OVERWRITE_SETTING_Show_Setup_Wizard").path("value").asText())
                .isEqualTo("completed");
    }

    @Test
    void replacesPodsWithoutLosingCapacityWhenLicensed() {
        assertThat(deployment.at("/strategy/rolling_update/max_unavailable").asText())
                .isEqualTo("0");
    }

    @Test
    void neverRunsASecondServerWithoutALicence() {
        Synth unlicensed = synth(new RocketChatConfig(
                "chat.example.org", "8.6.1", 1, null, "admin@example.org", "application", EXPOSURE));

        assertThat(unlicensed
                        .only("kubernetes_deployment_v1")
                        .at("/spec/strategy/type")
                        .asText())
                .isEqualTo("Recreate");
    }

    @Test
    void opensOnlyTheNetworkPathsItNeeds() {
        assertThat(synth.all("kubernetes_network_policy_v1"))
                .extracting(policy -> policy.at("/metadata/name").asText())
                .filteredOn(name -> name.startsWith("rocketchat-"))
                .containsExactlyInAnyOrder(
                        "rocketchat-server-from-gateway",
                        "rocketchat-server-from-replicas",
                        "rocketchat-server-to-replicas",
                        "rocketchat-server-to-mongodb",
                        "rocketchat-server-to-internet",
                        "rocketchat-mongo-from-members",
                        "rocketchat-mongo-to-members",
                        "rocketchat-mongo-from-rocketchat-server");
    }

    @Test
    void reachesTheInternetButNoPrivateAddress() {
        assertThat(synth.named("kubernetes_network_policy_v1", "rocketchat-server-to-internet")
                        .at("/spec/egress/0/to/0/ip_block/except")
                        .toString())
                .contains("10.0.0.0/8", "169.254.0.0/16");
    }

    @Test
    void waitsForTheDatabase() {
        assertThat(synth.named("kubernetes_deployment_v1", "rocketchat-server")
                        .path("depends_on")
                        .toString())
                .contains("kubernetes_stateful_set_v1.mongodb_stateful-set");
    }

    private JsonNode variable(String name) {
        for (JsonNode variable : server.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable;
            }
        }
        throw new AssertionError(
                "no variable " + name + " in " + server.path("env").toPrettyString());
    }

    private static Synth synth(RocketChatConfig config) {
        return Synth.of(stack -> {
            FakeCluster cluster = new FakeCluster();
            Namespace namespace = new Namespace(stack, "application", cluster, Namespace.Mesh.INSIDE, 30);
            MongoDb mongo = new MongoDb(
                    stack,
                    namespace,
                    cluster,
                    new MongoDbConfig(3, "20Gi", "2Gi"),
                    new MongoDb.Setup("rocketchat-mongo", "rocketchat", 1));
            new RocketChat(stack, namespace, config, mongo, new Peer.InNamespace("istio-ingress"));
        });
    }
}
