package dev.chatstack.config.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.config.cloud.aws.AwsNodesConfig;
import dev.chatstack.config.cloud.google.GoogleNodesConfig;
import dev.chatstack.config.values.NodeCount;
import dev.chatstack.testing.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("chat.concurrentUsers")
class SizedSettingsTest {
    @TempDir
    Path folder;

    @Test
    void choosesWhatTheFileDoesNotSay() throws IOException {
        Environment environment = load("concurrentUsers: 450\n  licenceSecret: licence", "");

        assertThat(environment.config().chat().replicas()).isEqualTo(2);
        assertThat(environment.config().mongodb().memory()).isEqualTo("4Gi");
        assertThat(environment.config().mongodb().volume()).isEqualTo("20Gi");
        assertThat(environment.warnings())
                .noneMatch(warning -> warning.toString().contains("people at once"));
    }

    @Test
    void growsWithThePeople() throws IOException {
        Environment environment = load("concurrentUsers: 2750\n  licenceSecret: licence", "");

        assertThat(environment.config().chat().replicas()).isEqualTo(11);
        assertThat(environment.config().mongodb().memory()).isEqualTo("10Gi");
        assertThat(environment.config().mongodb().volume()).isEqualTo("50Gi");
        assertThat(environment.warnings())
                .anyMatch(warning -> warning.toString().contains("Rocket.Chat asks for microservices"));
    }

    @Test
    void saysThatNothingIsPublishedForSoManyPeople() throws IOException {
        assertThat(load("concurrentUsers: 5000\n  licenceSecret: licence", "").warnings())
                .noneMatch(warning -> warning.toString().contains("publishes numbers"));
        assertThat(load("concurrentUsers: 5001\n  licenceSecret: licence", "").warnings())
                .anyMatch(warning ->
                        warning.toString().contains("5001 is more than the 5000 up to which Rocket.Chat publishes"));
    }

    @Test
    void givesWayToWhatTheFileSaysAndComparesIt() throws IOException {
        Environment environment = load("concurrentUsers: 450\n  replicas: 1", "\nmongodb:\n  memory: 2Gi\n");

        assertThat(environment.config().chat().replicas()).isEqualTo(1);
        assertThat(environment.config().mongodb().memory()).isEqualTo("2Gi");
        assertThat(environment.warnings())
                .anyMatch(warning -> warning.toString()
                        .contains("1 is less than the 2 for 450 people at once, which needs a licence"))
                .anyMatch(warning -> warning.toString().contains("2Gi is less than the 4Gi for 450 people at once"));
    }

    @Test
    void changesNothingWhenItIsLeftOut() throws IOException {
        Environment environment = load("licenceSecret: licence", "");

        assertThat(environment.config().chat().replicas()).isEqualTo(1);
        assertThat(environment.config().mongodb().memory()).isEqualTo("2Gi");
    }

    @Test
    void leavesTheNumberOfNodesOpenUntilThePodsAreKnown() {
        Environment environment = people(EnvironmentFile.GOOGLE).load();

        assertThat(environment.choices().undecidedNodes()).isPresent();
        assertThat(environment.choices().settings()).containsOnlyKeys("mongodb.memory", "mongodb.volume");
    }

    @Test
    void takesTheNumberOfNodesWhereTheFileSaysNone() throws IOException {
        Environment environment = load(people(EnvironmentFile.GOOGLE), new NodeCount(4, 7));

        assertThat(environment.choices().undecidedNodes()).isEmpty();
        assertThat(environment.choices().settings())
                .containsEntry("cloud.nodes.workersCount", "4")
                .containsEntry("cloud.nodes.maxWorkersCount", "7");
        assertThat(((GoogleConfig) environment.config().cloud()).nodes().workersCount())
                .isEqualTo(4);
    }

    @Test
    void choosesTheMostNodesBesideTheFewestOfTheFile() throws IOException {
        AwsNodesConfig nodes = ((AwsConfig) load(people(EnvironmentFile.AWS), new NodeCount(2, 3))
                        .config()
                        .cloud())
                .nodes();

        assertThat(nodes.workersCount()).isEqualTo(3);
        assertThat(nodes.maxWorkersCount()).isEqualTo(4);
    }

    @Test
    void choosesNoMoreNodesThanTheFileAllows() throws IOException {
        EnvironmentFile file = people(EnvironmentFile.GOOGLE).cloud("nodes: {maxWorkersCount: 5}");
        GoogleNodesConfig nodes =
                ((GoogleConfig) load(file, new NodeCount(8, 12)).config().cloud()).nodes();

        assertThat(nodes.workersCount()).isEqualTo(5);
        assertThat(nodes.maxWorkersCount()).isEqualTo(5);
    }

    @Test
    void choosesTheNodesOfTheChatOnAzure() throws IOException {
        NodeCount chosen = new NodeCount(4, 7);
        EnvironmentFile shared = people(EnvironmentFile.AZURE);

        assertThat(load(shared, chosen).choices().settings()).containsKey("cloud.nodes.workersCount");
        assertThat(load(shared.cloud("userNodes: {}"), chosen).choices().settings())
                .containsKey("cloud.userNodes.workersCount")
                .doesNotContainKey("cloud.nodes.workersCount");
        assertThat(load(shared.cloud("userNodes: {spot: true}"), chosen)
                        .choices()
                        .settings())
                .containsKey("cloud.nodes.workersCount");
    }

    private static EnvironmentFile people(EnvironmentFile file) {
        return file.chat("concurrentUsers: 450");
    }

    private Environment load(EnvironmentFile text, NodeCount nodes) throws IOException {
        return ConfigLoader.load(Files.writeString(folder.resolve("nodes.yaml"), text.text()))
                .choices()
                .undecidedNodes()
                .orElseThrow()
                .apply(nodes);
    }

    private Environment load(String chat, String rest) throws IOException {
        Path file = folder.resolve("sized.yaml");
        Files.writeString(file, """
                state: {backend: local}
                cloud: {provider: existing, platform: kubernetes, context: here, databaseStorageClass: disks}
                backup: {store: {in: volume, size: 100Gi}}
                chat:
                  product: rocketchat
                  host: chat.example.org
                  version: 8.9.0
                  adminEmail: admin@example.org
                  exposure: {by: ingress, className: nginx, controllerNamespace: ingress-nginx, tlsSecret: tls}
                  %s
                """.formatted(chat) + rest);
        return ConfigLoader.load(file);
    }
}
