package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.Environment;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What watches and what is watched")
class WatchingTest {
    private static final EnvironmentFile TWO = EnvironmentFile.AWS.replace("chat:\n", "monitoring: {}\nchat:\n");

    @Test
    void letsTheTwoOfAlertmanagerGossipByBothProtocols() {
        Synth platform = Stacks.of(TWO.load(), "platform");

        assertThat(Facts.of(platform.named("kubernetes_network_policy_v1", "alertmanager-from-replicas-gossip")
                        .at("/spec/ingress/0/ports")))
                .containsExactlyInAnyOrder("0/port: 9094", "0/protocol: UDP");
        assertThat(Facts.of(platform.named("kubernetes_network_policy_v1", "alertmanager-from-replicas")
                        .at("/spec/ingress/0/ports")))
                .containsExactlyInAnyOrder("0/port: 9094", "0/protocol: TCP");
    }

    @Test
    void tellsEachServerOfPrometheusWhatTempoCounts() {
        JsonNode tempo = Stacks.of(TWO.load(), "platform").named("kubernetes_stateful_set_v1", "tempo");

        assertThat(Synth.variable(tempo.at("/spec/template/spec/container/0"), "PROMETHEUS_WRITERS")
                        .path("value")
                        .asText())
                .isEqualTo(
                        "[{url: \"http://prometheus-monitoring-prometheus-0.prometheus-operated:9090/api/v1/write\", send_exemplars: true},"
                                + " {url: \"http://prometheus-monitoring-prometheus-1.prometheus-operated:9090/api/v1/write\", send_exemplars: true}]");
    }

    @Test
    void isLookedAtByTheGroupsOfTheFileAndChangedByNone() {
        String groups = "rbac:\n  admins: [owners]\n  operators: [on-call]\n  viewers: [on-call, support]\n";

        assertThat(Facts.of(Stacks.of(TWO.replace("chat:\n", groups + "chat:\n").load(), "platform")
                        .named("kubernetes_role_binding_v1", "chat-viewers")))
                .contains("metadata/namespace: application-monitoring", "role_ref/name: view")
                .contains("subject/0/name: owners", "subject/1/name: on-call", "subject/2/name: support")
                .noneMatch(fact -> fact.startsWith("subject/3"));
    }

    @Test
    void missesTracesOnlyWhereSomethingTraces() {
        assertThat(rules(TWO.load())).contains("TempoNotIngesting");
        assertThat(rules(ConfigLoader.load(Path.of("..", "config", "k3s-chathub.yaml"))))
                .contains("LokiNotIngesting")
                .doesNotContain("TempoNotIngesting");
    }

    @Test
    void tracesOneRequestInTen() {
        JsonNode server = Stacks.of(TWO.load(), "chat")
                .named("kubernetes_deployment_v1", "rocketchat-server")
                .at("/spec/template/spec/container/0");

        assertThat(Synth.variable(server, "OTEL_TRACES_SAMPLER").path("value").asText())
                .isEqualTo("parentbased_traceidratio");
        assertThat(Synth.variable(server, "OTEL_TRACES_SAMPLER_ARG")
                        .path("value")
                        .asText())
                .isEqualTo("0.1");
    }

    @Test
    void hasRoomForTenOfTheLargestFiles() {
        EnvironmentFile large = EnvironmentFile.AWS.chat("settings: {uploads: {store: gridfs}, maxFileMegabytes: 600}");

        assertThat(Stacks.of(large.load(), "chat")
                        .named("kubernetes_deployment_v1", "rocketchat-server")
                        .at("/spec/template/spec/volume")
                        .toString())
                .contains("\"size_limit\":\"6000Mi\"");
        assertThat(large.load().warnings())
                .extracting(Object::toString)
                .anyMatch(warning -> warning.contains("one file of 600 MiB can exceed the 512 MiB"));
    }

    @Test
    void refusesToBackUpADatabaseThatOthersRun() {
        String external = "mongodb: {external: {secret: atlas, networks: [203.0.113.0/24]}}\n";

        assertThatThrownBy(() -> TWO.replace("chat:\n", external + "backup: {schedule: 7 3 * * *}\nchat:\n")
                        .load())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("backup: must be left out with mongodb.external");
        assertThat(TWO.replace("chat:\n", external + "chat:\n").load().config().backup())
                .isEqualTo(BackupConfig.UNSAID);
    }

    private static String rules(Environment environment) {
        return Stacks.of(environment, "platform").values("monitoring-rules").toString();
    }
}
