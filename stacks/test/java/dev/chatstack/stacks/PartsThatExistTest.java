package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks all objects of environments in which something was there before: nothing is made twice, everything finds what is there. */
@DisplayName("Parts that exist")
class PartsThatExistTest {
    private static final EnvironmentFile FILE = EnvironmentFile.MICROSERVICES;
    private static final EnvironmentFile NATS =
            FILE.chat("microservices: {externalNats: {secret: bus, networks: [10.40.0.0/24], port: 4333}}");
    private static final String STORE = "externalSecrets: {store: vault, prefix: chat/prod/}\n";

    @Test
    void natsIsReachedByEveryProgramAndMadeByNobody() {
        Synth chat = Stacks.of(NATS.load(), "chat");
        JsonNode nats = chat.values("chat").path("nats");

        assertThat(Facts.of(nats))
                .containsExactlyInAnyOrder("enabled: false", "existingSecret/name: bus", "existingSecret/key: uri");
        List<JsonNode> paths = chat.all("kubernetes_network_policy_v1").stream()
                .filter(policy -> policy.at("/metadata/name").asText().endsWith("-to-nats"))
                .toList();
        assertThat(paths).hasSize(5).allSatisfy(policy -> {
            assertThat(policy.at("/spec/egress/0/to/0/ip_block/cidr").asText()).isEqualTo("10.40.0.0/24");
            assertThat(policy.at("/spec/egress/0/ports/0/port").asText()).isEqualTo("4333");
        });
        assertThat(chat.all("kubernetes_network_policy_v1"))
                .noneMatch(policy -> policy.at("/metadata/name").asText().startsWith("nats-"));
    }

    @Test
    void volumeForUploadsIsMountedAndNotMade() {
        Synth chat = Stacks.of(
                FILE.chat("settings: {uploads: {store: filesystem, existingClaim: old-uploads}}")
                        .load(),
                "chat");

        assertThat(chat.values("chat").at("/persistence/existingClaim").asText())
                .isEqualTo("old-uploads");
        assertThat(chat.all("kubernetes_persistent_volume_claim_v1"))
                .noneMatch(claim -> claim.at("/metadata/name").asText().contains("uploads"));
        assertThatThrownBy(() ->
                        FILE.chat("settings: {uploads: {store: filesystem}}").load())
                .hasMessageContaining(
                        "chat.settings.uploads.storageClass: must be given for a new volume, or else existingClaim for one that exists, got `neither`");
    }

    @Test
    void everySecretOfTheFileComesFromTheStore() {
        EnvironmentFile file = new EnvironmentFile(
                FILE.chat("registrationTokenSecret: registration").text() + STORE + """
                monitoring:
                  alerts: {secret: alerts, slack: true}
                """);
        List<JsonNode> objects = Stacks.all(file.load()).values().stream()
                .flatMap(stack -> stack.all("helm_release").stream()
                        .map(release -> release.path("name").asText())
                        .filter(name -> name.endsWith("-external-secrets"))
                        .flatMap(name -> stack.values(name).path("manifests").valueStream()))
                .toList();
        Set<String> made = objects.stream()
                .map(object -> object.at("/spec/target/name").asText())
                .collect(Collectors.toSet());
        Set<String> named =
                OwnSecret.of(file.load().config()).stream().map(OwnSecret::name).collect(Collectors.toSet());

        assertThat(made).isEqualTo(named).contains("licence", "alerts", "registration", "chat-tls");
        assertThat(objects)
                .allSatisfy(object -> assertThat(Facts.of(object))
                        .contains(
                                "apiVersion: external-secrets.io/v1",
                                "spec/secretStoreRef/name: vault",
                                "spec/secretStoreRef/kind: ClusterSecretStore",
                                "spec/data/0/remoteRef/key: chat/prod/"
                                        + object.at("/spec/target/name").asText()))
                .filteredOn(object -> object.at("/spec/target/name").asText().equals("chat-tls"))
                .extracting(object -> object.at("/spec/target/template/type").asText())
                .containsExactly("kubernetes.io/tls");
        EnvironmentConfig config = file.load().config();
        assertThat(OwnSecret.byHand(config, OwnSecret.of(config))).isEmpty();
    }

    @Test
    void registrationTokenComesFromItsSecret() {
        Synth chat =
                Stacks.of(FILE.chat("registrationTokenSecret: registration").load(), "chat");

        assertThat(chat.values("chat").path("extraEnv"))
                .filteredOn(variable -> variable.path("name").asText().equals("REG_TOKEN"))
                .extracting(
                        variable -> variable.at("/valueFrom/secretKeyRef/name").asText() + "/"
                                + variable.at("/valueFrom/secretKeyRef/key").asText())
                .containsExactly("registration/token");
    }

    @Test
    void mailServerOfTailchatIsReachedAndItsAddressIsASecret() {
        EnvironmentFile file = EnvironmentFile.shipped("k3s-chathub")
                .replace("  website:\n    host: website.chathub.example.org\n    folder: ../website\n", "")
                .replace(
                        "  objects:",
                        "  maxFileMegabytes: 200\n  mail: {host: 10.20.1.8, port: 465, from: chat@example.org, secret: mail}\n  objects:");
        Synth chat = Stacks.of(file.load(), "chat");
        List<JsonNode> programs = chat.all("kubernetes_deployment_v1").stream()
                .map(deployment -> deployment.at("/spec/template/spec/container/0"))
                .filter(container -> container.path("image").asText().contains("tailchat"))
                .toList();

        assertThat(programs).isNotEmpty().allSatisfy(program -> {
            assertThat(Synth.variable(program, "FILE_LIMIT").path("value").asText())
                    .isEqualTo("209715200");
            assertThat(Facts.of(Synth.variable(program, "SMTP_URI")))
                    .anyMatch(fact -> fact.endsWith("name: mail"))
                    .anyMatch(fact -> fact.endsWith("key: uri"));
        });
        assertThat(chat.all("kubernetes_network_policy_v1"))
                .filteredOn(policy -> policy.at("/metadata/name").asText().endsWith("-to-mail"))
                .isNotEmpty()
                .allSatisfy(policy -> assertThat(Facts.of(policy.at("/spec/egress")))
                        .contains("0/to/0/ip_block/cidr: 10.20.1.8/32", "0/ports/0/port: 465"));
    }

    @Test
    void mongoDbIsUsedByADockerHostToo() {
        Map<String, Synth> stacks = Stacks.all(new EnvironmentFile(EnvironmentFile.shipped("local")
                        .text()
                        .replace("mongodb:\n  members: 1\n  memory: 1Gi\n", "mongodb: {external: {secret: atlas}}\n")
                        .replace("backup:\n  store:\n    in: directory\n", ""))
                .load());
        Synth host = stacks.get("prod");

        assertThat(host.all("docker_container"))
                .extracting(container -> container.path("name").asText())
                .contains("prod-rocketchat-0", "prod-prometheus")
                .noneMatch(name -> Stream.of("mongo", "backup").anyMatch(name::contains));
        assertThat(host.root().toString()).contains("env/MONGO_URL 65533 {given:atlas/uri}");
    }
}
