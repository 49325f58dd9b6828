package dev.chatstack.microservices;

import static dev.chatstack.microservices.Microservices.SHIPPED;
import static dev.chatstack.microservices.Microservices.chat;
import static dev.chatstack.microservices.Microservices.monolith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cli.restore.Wanted;
import dev.chatstack.cli.steps.RestoreSteps;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.host.TerraformWords;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.RealChart;
import dev.chatstack.testing.Synth;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Rocket.Chat as microservices")
class MicroservicesTest {
    private static final String LICENCE = "  licenceSecret: rocketchat-licence\n";

    @TempDir
    Path folder;

    @Test
    void hasOneDdpStreamerForEveryFiveHundredPeople() {
        assertThat(ddpStreamers(SHIPPED)).isEqualTo(4);
        assertThat(ddpStreamers(SHIPPED.replace("concurrentUsers: 2000", "concurrentUsers: 2001")))
                .isEqualTo(5);
        assertThat(ddpStreamers(SHIPPED.replace("concurrentUsers: 2000", "concurrentUsers: 10")))
                .isEqualTo(2);
        assertThat(ddpStreamers(with("ddpStreamer: 7"))).isEqualTo(7);
    }

    @Test
    void neverBringsTheDatabaseOfTheChart() {
        JsonNode values = chat(SHIPPED).values("chat");

        assertThat(values.at("/mongodb/enabled").asBoolean(true)).isFalse();
        assertThat(values.path("existingMongodbSecret").asText()).isEqualTo("rocketchat-mongo-chat");
    }

    @Test
    void protectsEveryProgramThatHasATwin() {
        assertThat(chat(SHIPPED).all("kubernetes_pod_disruption_budget_v1"))
                .extracting(budget -> budget.at("/metadata/name").asText())
                .containsExactlyInAnyOrder(
                        "rocketchat-server",
                        "chat-ddp-streamer",
                        "chat-account",
                        "chat-authorization",
                        "chat-presence",
                        "rocketchat-mongo");
    }

    @Test
    void isWatchedByTheRulesForNats() {
        assertThat(platform(SHIPPED)).contains("NatsRoutesMissing");
        assertThat(platform(monolith(SHIPPED))).contains("RocketChatHeapHigh").doesNotContain("NatsRoutesMissing");
    }

    @Test
    void isBackAfterARestoreWhenEveryProgramIs() {
        assertThat(new RestoreSteps(
                                SHIPPED.load(), new Wanted(Wanted.Kind.RESTORE, "latest"), TerraformWords.of(Map.of()))
                        .text())
                .contains("rollout status deployment/chat-rocketchat-server ")
                .contains("rollout status deployment/chat-presence ")
                .doesNotContain("deployment/rocketchat-server", "{");
    }

    @Test
    void stopsEveryProgramForARestore() {
        JsonNode restore = chat(SHIPPED).named("kubernetes_cron_job_v1", "mongodb-restore");

        assertThat(restore.findValuesAsText("name"))
                .contains(
                        "stop-chat-rocketchat-server",
                        "stop-chat-ddp-streamer",
                        "stop-chat-account",
                        "stop-chat-authorization",
                        "stop-chat-presence");
    }

    @Test
    void runsOneOfEachWithoutALicenceAndMakesRoomBeforeAChange() {
        Synth chat = chat(SHIPPED.replace(LICENCE, "  microservices:\n    withoutLicence: true\n")
                .replace("  replicas: 2\n", "")
                .replace("  autoscaling:\n    maxReplicas: 8\n", ""));
        JsonNode services = chat.values("chat").path("microservices");

        assertThat(Stream.of("ddpStreamer", "account", "authorization", "presence")
                        .map(name -> services.path(name).path("replicas").asInt()))
                .containsOnly(1);
        assertThat(chat.all("kubernetes_job_v1").toString()).contains("rocketchat-stop-");
        assertThat(chat.named("helm_release", "chat").path("depends_on").toString())
                .contains("kubernetes_job_v1.rocketchat_microservices_stop_job");
    }

    @Test
    void refusesWhatCannotBe() {
        refuses(with("streamHub: 1"), "has no stream-hub any more");
        refuses(with("streamHub: 2").replace("8.9.0", "7.6.0"), "must be 1: with two of them");
        refuses(SHIPPED.replace(LICENCE, ""), "chat.licenceSecret");
        refuses(SHIPPED.replace(LICENCE, ""), "chat.microservices.withoutLicence: true");
        refuses(
                with("withoutLicence: true\n    account: 3").replace(LICENCE, ""),
                "chat.microservices.account: must be 1 without a licence, got `3`");
        refuses(monolith(with("presence: 2")), "chat.microservices.presence: must be left out, or choose");
        refuses(
                new EnvironmentFile(SHIPPED.text().replaceFirst("(?s)    by: gateway.*?\nbackup:", """
                            by: loadBalancer
                            plainHttp: true
                            clients: [203.0.113.0/24]

                        backup:""")),
                "connections go to another program");
    }

    @Test
    void rendersTheRealChart() {
        Versions.Chart chart = Versions.chart("rocketchat");
        List<JsonNode> objects = RealChart.of(chart.name(), chart.version())
                .render(folder, "chat", "application", chat(SHIPPED).values("chat"));

        Map<String, Integer> replicas = objects.stream()
                .filter(each -> each.at("/spec/replicas").isNumber())
                .collect(Collectors.toMap(
                        each -> each.path("kind").asText() + " "
                                + each.at("/metadata/name").asText(),
                        each -> each.at("/spec/replicas").asInt(),
                        (one, other) -> one,
                        TreeMap::new));
        assertThat(replicas)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Deployment chat-rocketchat-server", 2,
                        "Deployment chat-ddp-streamer", 4,
                        "Deployment chat-account", 2,
                        "Deployment chat-authorization", 2,
                        "Deployment chat-presence", 2,
                        "StatefulSet chat-nats", 3));
        JsonNode server = find(objects, "Deployment", "chat-rocketchat-server").at("/spec/template");
        assertThat(server.at("/metadata/labels").path("app.kubernetes.io/name").asText())
                .isEqualTo("rocketchat-server");
        assertThat(server.at("/spec/containers/0/readinessProbe/httpGet/path").asText())
                .isEqualTo("/readyz");
        assertThat(server.at("/spec/containers/0/livenessProbe/httpGet/path").asText())
                .isEqualTo("/health");
        assertThat(port(objects, "chat-rocketchat-server")).isEqualTo(80);
        assertThat(port(objects, "chat-ddp-streamer")).isEqualTo(3000);
        assertThat(objects.stream().map(each -> each.path("kind").asText())).doesNotContain("Ingress", "PodMonitor");
    }

    private static int port(List<JsonNode> objects, String service) {
        return find(objects, "Service", service).at("/spec/ports/0/port").asInt();
    }

    private static JsonNode find(List<JsonNode> objects, String kind, String name) {
        return objects.stream()
                .filter(each -> each.path("kind").asText().equals(kind)
                        && each.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int ddpStreamers(EnvironmentFile file) {
        return chat(file)
                .values("chat")
                .at("/microservices/ddpStreamer/replicas")
                .asInt();
    }

    private static String platform(EnvironmentFile file) {
        return Stacks.of(file.load(), "platform").root().toString();
    }

    private static EnvironmentFile with(String services) {
        return SHIPPED.replace("  concurrentUsers: 2000\n", "  microservices:\n    " + services + "\n");
    }

    private static void refuses(EnvironmentFile file, String problem) {
        assertThatThrownBy(file::load).isInstanceOf(ConfigException.class).hasMessageContaining(problem);
    }
}
