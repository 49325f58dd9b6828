package dev.chatstack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rules for microservices")
class MicroservicesRulesTest {
    private static final String FILE = """
            state: {backend: local}
            cloud:
              provider: existing
              platform: kubernetes
              context: chat
              databaseStorageClass: fast
            chat:
              product: rocketchat
              host: chat.example.org
              version: 8.6.1
              licenceSecret: licence
              adminEmail: admin@example.org
              architecture: microservices
              concurrentUsers: 2000
              exposure: {by: ingress, className: nginx, controllerNamespace: ingress-nginx}
            backup: {store: {in: volume}}
            """;

    @TempDir
    Path folder;

    @Test
    void letConnectionsGrowToTwiceTheirPods() throws IOException {
        MicroservicesConfig usual = load(FILE).microservices();
        MicroservicesConfig said = load(with("maxDdpStreamer: 30", true)).microservices();

        assertThat(usual.maxDdpStreamers(2000)).isEqualTo(8);
        assertThat(said.maxDdpStreamers(2000)).isEqualTo(30);
    }

    @Test
    void refuseAMostThatIsNoMore() throws IOException {
        refuse(
                with("maxDdpStreamer: 4", true),
                "chat.microservices.maxDdpStreamer: must be more than the 4 that always run, got `4`");
    }

    @Test
    void refuseAGoalForAutoscalingThatIsOff() throws IOException {
        refuse(
                with("connectionsMetric: users_connected", false),
                "chat.microservices.connectionsMetric: must be left out, or say how busy pods may be in chat.autoscaling, got `users_connected`");
    }

    @Test
    void askForThreeServersOfNatsInProduction() throws IOException {
        String two = with("nats: 2", false);

        refuse(
                two,
                "chat.microservices.nats: must be at least 3 in production: while NATS is away no program hears another, got `2`");
        assertThat(load("production: false\n" + two).microservices().natsServers())
                .isEqualTo(2);
    }

    @Test
    void keepThreeServersOfNatsWithoutALicence() throws IOException {
        String unlicensed = with("withoutLicence: true", false).replace("  licenceSecret: licence\n", "");

        assertThat(load(unlicensed).microservices().natsServers()).isEqualTo(3);
        assertThat(load(unlicensed).microservices().presences()).isEqualTo(1);
    }

    @Test
    void askForTheStreamHubWhereTheChartDoes() throws IOException {
        refuse(
                FILE.replace("8.6.1", "7.6.6"),
                "chat.microservices.streamHub: must be 1: before Rocket.Chat 7.8 nobody else tells the programs what changed in the database, got `nothing`");
        assertThat(load(FILE.replace("8.6.1", "7.10.3")).microservices().streamHub())
                .isNull();
        assertThat(load(with("streamHub: 1", false).replace("8.6.1", "7.6.6")).maxPods())
                .isEqualTo(load(FILE).maxPods() + 1);
    }

    @Test
    void refuseALicencesAbsenceThatAMonolithDoesNotKnow() throws IOException {
        refuse(
                with("withoutLicence: true", false).replace("  architecture: microservices\n", ""),
                "chat.microservices.withoutLicence: must be left out, or choose chat.architecture: microservices, got `true`");
    }

    private static String with(String setting, boolean autoscaling) {
        return FILE.replace(
                "  exposure:",
                "  microservices: {" + setting + "}\n" + (autoscaling ? "  autoscaling: {maxReplicas: 8}\n" : "")
                        + "  exposure:");
    }

    private void refuse(String yaml, String problem) throws IOException {
        Path file = file(yaml);

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessage("1 problem in " + file + "\n  - " + problem);
    }

    private RocketChatConfig load(String yaml) throws IOException {
        return (RocketChatConfig) ConfigLoader.load(file(yaml)).config().chat();
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("prod.yaml"), yaml);
    }
}
