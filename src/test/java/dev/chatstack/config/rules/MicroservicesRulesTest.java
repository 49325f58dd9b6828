package dev.chatstack.config.rules;

import static dev.chatstack.testing.EnvironmentFile.MICROSERVICES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.chat.MicroservicesConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.testing.EnvironmentFile;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rules for microservices")
class MicroservicesRulesTest {
    @Test
    void letsConnectionsGrowToTwiceTheirPods() {
        MicroservicesConfig usual = load(MICROSERVICES).microservices();
        MicroservicesConfig said = load(growing("maxDdpStreamer: 30")).microservices();

        assertThat(usual.maxDdpStreamers(Optional.of(2000))).isEqualTo(8);
        assertThat(said.maxDdpStreamers(Optional.of(2000))).isEqualTo(30);
    }

    @Test
    void refusesAMostThatIsNoMore() {
        refuse(
                growing("maxDdpStreamer: 4"),
                "chat.microservices.maxDdpStreamer: must be more than the 4 that always run, got `4`");
    }

    @Test
    void refusesAGoalForAutoscalingThatIsOff() {
        refuse(
                with("connectionsMetric: users_connected"),
                "chat.microservices.connectionsMetric: must be left out, or say how busy pods may be in"
                        + " chat.autoscaling, got `users_connected`");
    }

    @Test
    void asksForThreeServersOfNatsInProduction() {
        EnvironmentFile two = with("nats: 2");

        refuse(
                two,
                "chat.microservices.nats: must be at least 3 in production: while NATS is away no program hears"
                        + " another, got `2`");
        assertThat(load(two.replace("state:", "production: false\nstate:"))
                        .microservices()
                        .natsServers())
                .isEqualTo(2);
    }

    @Test
    void keepsThreeServersOfNatsWithoutALicence() {
        EnvironmentFile unlicensed = with("withoutLicence: true").replace("  licenceSecret: licence\n", "");

        assertThat(load(unlicensed).microservices().natsServers()).isEqualTo(3);
        assertThat(load(unlicensed).microservices().presences()).isEqualTo(1);
    }

    @Test
    void asksForTheStreamHubWhereTheChartDoes() {
        refuse(
                MICROSERVICES.replace("8.9.0", "7.6.6"),
                "chat.microservices.streamHub: must be 1: before Rocket.Chat 7.8 nobody else tells the programs what"
                        + " changed in the database, got `nothing`");
        assertThat(load(MICROSERVICES.replace("8.9.0", "7.10.3"))
                        .microservices()
                        .streamHub())
                .isEmpty();
        assertThat(load(with("streamHub: 1").replace("8.9.0", "7.6.6")).maxPods())
                .isEqualTo(load(MICROSERVICES).maxPods() + 1);
    }

    @Test
    void refusesALicencesAbsenceThatAMonolithDoesNotKnow() {
        refuse(
                with("withoutLicence: true").replace("  architecture: microservices\n", ""),
                "chat.microservices.withoutLicence: must be left out, or choose chat.architecture: microservices, got"
                        + " `true`");
    }

    private static EnvironmentFile with(String setting) {
        return MICROSERVICES.chat("microservices: {" + setting + "}");
    }

    private static EnvironmentFile growing(String setting) {
        return with(setting).chat("autoscaling: {maxReplicas: 8}");
    }

    private static void refuse(EnvironmentFile file, String problem) {
        assertThatThrownBy(file::load).hasMessageStartingWith("1 problem in ").hasMessageEndingWith("\n  - " + problem);
    }

    private static RocketChatConfig load(EnvironmentFile file) {
        return (RocketChatConfig) file.load().config().chat();
    }
}
