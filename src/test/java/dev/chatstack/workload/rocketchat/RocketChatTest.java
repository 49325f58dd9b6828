package dev.chatstack.workload.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.config.chat.Architecture;
import dev.chatstack.config.chat.AutoscalingConfig;
import dev.chatstack.config.chat.ChatSettingsConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.MailConfig;
import dev.chatstack.config.chat.MicroservicesConfig;
import dev.chatstack.config.chat.ResourcesConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.SignInConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.config.database.ExternalMongoDbConfig;
import dev.chatstack.config.values.FreeText;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Synth;
import dev.chatstack.workload.mongodb.ExternalMongoDb;
import dev.chatstack.workload.mongodb.MongoDb;
import dev.chatstack.workload.mongodb.ReplicaSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rocket.Chat")
class RocketChatTest {
    private static final ExposureConfig EXPOSURE =
            new ExposureConfig.IstioGateway(443, Optional.of("chat-tls"), false, List.of("0.0.0.0/0"), false);

    private static final ResourcesConfig RESOURCES = new ResourcesConfig("500m", "2", "512Mi", "2Gi");
    private static final ChatSettingsConfig SETTINGS = new ChatSettingsConfig(
            new UploadsConfig.S3(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            100,
            FreeText.of(""),
            ChatSettingsConfig.Registration.DISABLED,
            Optional.of(new ChatSettingsConfig.RetentionConfig(365, true)),
            Optional.of(new MailConfig("mail.example.org", 587, "chat@example.org", Optional.of("rocketchat-mail"))),
            Optional.of(new SignInConfig(
                    Optional.of(new SignInConfig.OAuthConfig("github-app")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())),
            Map.of("Layout_Login_Terms", FreeText.of("Be kind.")),
            Map.of());

    private static final RocketChat.Surroundings SETUP = new RocketChat.Surroundings(
            new Peer.InNamespace("istio-ingress"),
            new FakeCluster().uploadsBucket(),
            CloudIdentity.NONE,
            Optional.empty());

    private final Synth synth = synth(config(3, Optional.of("licence"), Optional.of(new AutoscalingConfig(5, 75))));
    private final JsonNode deployment =
            synth.named("kubernetes_deployment_v1", "rocketchat-server").path("spec");
    private final JsonNode server = deployment.at("/template/spec/container/0");

    @Test
    void runsTheConfiguredReleaseAndReplicas() {
        assertThat(deployment.path("replicas").asText()).isEqualTo("3");
        assertThat(server.path("image").asText()).isEqualTo("registry.rocket.chat/rocketchat/rocket.chat:8.9.0");
    }

    @Test
    void readsTheDatabaseUriFromASecret() {
        JsonNode uri = variable("MONGO_URL");

        assertThat(uri.has("value")).isFalse();
        assertThat(Facts.of(uri.at("/value_from/secret_key_ref")))
                .containsExactly("key: uri", "name: rocketchat-mongo-chat");
    }

    @Test
    void knowsTheAddressThatPeopleType() {
        assertThat(variable("ROOT_URL").path("value").asText()).isEqualTo("https://chat.example.org");
    }

    @Test
    void startsWithAnAdministratorAndWithoutTheWizard() {
        assertThat(variable("ADMIN_PASS").at("/value_from/secret_key_ref/name").asText())
                .isEqualTo("rocketchat-admin");
        assertThat(synth.named("kubernetes_config_map_v1", "rocketchat-settings")
                        .at("/data/OVERWRITE_SETTING_Show_Setup_Wizard")
                        .asText())
                .isEqualTo("completed");
    }

    @Test
    void replacesPodsWithoutLosingCapacityWhenLicensed() {
        assertThat(deployment.at("/strategy/rolling_update/max_unavailable").asText())
                .isEqualTo("0");
    }

    @Test
    void neverRunsASecondServerWithoutALicence() {
        Synth unlicensed = synth(config(1, Optional.empty(), Optional.empty()));

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
                        "rocketchat-server-to-mail",
                        "rocketchat-mongo-from-members",
                        "rocketchat-mongo-to-members",
                        "rocketchat-mongo-from-rocketchat-server",
                        "rocketchat-mongo-data-size-to-kubernetes-api",
                        "rocketchat-mongo-from-rocketchat-migrations",
                        "rocketchat-migrations-to-mongodb",
                        "rocketchat-mongo-from-rocketchat-rehearsal",
                        "rocketchat-rehearsal-to-mongodb");
    }

    /** What the copy holds has the keys of mail and of files: a server deletes, sends and registers. */
    @Test
    void theServerOfARehearsalHasNoAccountOfTheChatAndNoVolumeOfFiles() {
        JsonNode pod = synth.named("kubernetes_cron_job_v1", "rocketchat-rehearsal")
                .at("/spec/job_template/spec/template/spec");
        JsonNode server = pod.at("/init_container/2");

        assertThat(server.path("name").asText()).isEqualTo("migrate");
        assertThat(server.path("env").findValuesAsText("name"))
                .contains("MONGO_URL_FILE")
                .doesNotContain("MONGO_URL");
        assertThat(server.toString()).doesNotContain("rocketchat-mongo");
        assertThat(pod.findValues("persistent_volume_claim")).isEmpty();
    }

    @Test
    void migratesWithOnePodBeforeServersOfANewVersionStart() {
        JsonNode job = synth.named("kubernetes_job_v1", "rocketchat-migrations-8-9-0");

        assertThat(Facts.texts(job.at("/spec/template/spec/container/0/command")))
                .containsExactly("node", "/script/migrate.mjs", "main.js");
        assertThat(job.path("wait_for_completion").asBoolean()).isTrue();
        assertThat(synth.named("kubernetes_deployment_v1", "rocketchat-server")
                        .path("depends_on")
                        .toString())
                .contains("kubernetes_job_v1.rocketchat_migrations");
        assertThat(synth(config(1, Optional.empty(), Optional.empty())).all("kubernetes_job_v1"))
                .extracting(other -> other.at("/metadata/name").asText())
                .noneMatch(name -> name.startsWith("rocketchat-migrations"));
    }

    @Test
    void servesUntilTheLoadBalancerHasForgottenIt() {
        RocketChatConfig gateway = config(
                1,
                Optional.empty(),
                Optional.empty(),
                new ExposureConfig.ApplicationGateway(
                        "chat-tls", List.of("0.0.0.0/0"), ExposureConfig.ApplicationGateway.Firewall.NONE, false));
        JsonNode pod = synth(gateway).only("kubernetes_deployment_v1").at("/spec/template/spec");

        assertThat(pod.at("/container/0/lifecycle").findValues("command"))
                .extracting(Facts::texts)
                .containsExactly(List.of("sleep", "60"));
        assertThat(pod.path("termination_grace_period_seconds").asInt()).isEqualTo(110);
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

    @Test
    void followsTheLoadBetweenItsReplicasAndTheirMaximum() {
        JsonNode scaler = synth.only("kubernetes_horizontal_pod_autoscaler_v2").path("spec");

        assertThat(scaler.path("min_replicas").asInt()).isEqualTo(3);
        assertThat(scaler.path("max_replicas").asInt()).isEqualTo(5);
        assertThat(synth.named("kubernetes_deployment_v1", "rocketchat-server")
                        .at("/lifecycle/ignore_changes/0")
                        .asText())
                .isEqualTo("spec[0].replicas");
    }

    @Test
    void forcesTheSettingsOfTheFile() {
        JsonNode settings =
                synth.named("kubernetes_config_map_v1", "rocketchat-settings").path("data");

        assertThat(settings.path("OVERWRITE_SETTING_FileUpload_Storage_Type").asText())
                .isEqualTo("AmazonS3");
        assertThat(settings.path("OVERWRITE_SETTING_FileUpload_S3_Bucket").asText())
                .isEqualTo("fake-uploads");
        assertThat(settings.path("OVERWRITE_SETTING_RetentionPolicy_TTL_DMs").asText())
                .isEqualTo("31536000000");
        assertThat(settings.path("OVERWRITE_SETTING_Layout_Login_Terms").asText())
                .isEqualTo("Be kind.");
        assertThat(settings.path("OVERWRITE_SETTING_Accounts_OAuth_Github").asText())
                .isEqualTo("true");
        assertThat(variable("OVERWRITE_SETTING_Accounts_OAuth_Github_secret")
                        .at("/value_from/secret_key_ref/name")
                        .asText())
                .isEqualTo("github-app");
        assertThat(variable("OVERWRITE_SETTING_SMTP_Password")
                        .at("/value_from/secret_key_ref/name")
                        .asText())
                .isEqualTo("rocketchat-mail");
    }

    @Test
    void replacesItsPodsWhenASettingChanges() {
        assertThat(deployment
                        .at("/template/metadata/annotations/chatstack.dev~1settings")
                        .asText())
                .hasSize(16);
        assertThat(server.at("/env_from/0/config_map_ref/name").asText()).isEqualTo("rocketchat-settings");
    }

    @Test
    void givesNodeThreeQuartersOfTheMemory() {
        assertThat(variable("NODE_OPTIONS").path("value").asText()).isEqualTo("--max-old-space-size=1536");
        assertThat(Facts.of(server.at("/resources/limits"))).containsExactly("cpu: 2", "memory: 2Gi");
    }

    @Test
    void usesADatabaseThatSomebodyElseRuns() {
        Synth elsewhere = Synth.of(stack -> {
            FakeCluster cluster = new FakeCluster();
            Namespace namespace = new Namespace(stack, "application", cluster, Namespace.Mesh.INSIDE, 30);
            ExternalMongoDb mongo = new ExternalMongoDb(
                    new ExternalMongoDbConfig(
                            "atlas",
                            Optional.empty(),
                            List.of("198.51.100.0/24", "203.0.113.0/24"),
                            Optional.empty(),
                            Map.of(),
                            27017),
                    1);
            new RocketChat(stack, namespace, config(1, Optional.empty(), Optional.empty()), mongo, SETUP);
        });

        assertThat(elsewhere.all("kubernetes_stateful_set_v1")).isEmpty();
        assertThat(Facts.of(Synth.variable(
                        elsewhere.only("kubernetes_deployment_v1").at("/spec/template/spec/container/0"), "MONGO_URL")))
                .containsExactly(
                        "name: MONGO_URL",
                        "value_from/secret_key_ref/key: uri",
                        "value_from/secret_key_ref/name: atlas");
        assertThat(elsewhere
                        .named("kubernetes_network_policy_v1", "rocketchat-server-to-mongodb-1")
                        .at("/spec/egress/0")
                        .toString())
                .contains("203.0.113.0/24", "27017");
    }

    private static RocketChatConfig config(
            int replicas, Optional<String> licenceSecret, Optional<AutoscalingConfig> autoscaling) {
        return config(replicas, licenceSecret, autoscaling, EXPOSURE);
    }

    private static RocketChatConfig config(
            int replicas,
            Optional<String> licenceSecret,
            Optional<AutoscalingConfig> autoscaling,
            ExposureConfig exposure) {
        return new RocketChatConfig(
                "chat.example.org",
                "8.9.0",
                Architecture.MONOLITH,
                Optional.empty(),
                replicas,
                licenceSecret,
                Optional.empty(),
                "admin@example.org",
                "application",
                exposure,
                Optional.empty(),
                List.of(),
                new MicroservicesConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                autoscaling,
                RESOURCES,
                SETTINGS);
    }

    private JsonNode variable(String name) {
        return Synth.variable(server, name);
    }

    private static Synth synth(RocketChatConfig config) {
        return Synth.of(stack -> {
            FakeCluster cluster = new FakeCluster();
            Namespace namespace = new Namespace(stack, "application", cluster, Namespace.Mesh.INSIDE, 30);
            MongoDb mongo = ReplicaSet.of(stack, namespace, cluster, 3);
            new RocketChat(stack, namespace, config, mongo, SETUP);
        });
    }
}
