package dev.chatstack.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.chatstack.config.chat.MailConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.testing.FakeCluster;
import dev.chatstack.testing.Program;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The probe of the mail server")
class MailProbeTest {
    private static final Path FILES = Path.of("test/resources/example/mail-probe");

    private static final Synth SYNTH = Synth.of(stack -> {
        Namespace namespace = new Namespace(stack, "application", new FakeCluster(), Namespace.Mesh.OUTSIDE, 10);
        new MailProbe(
                stack,
                namespace,
                new MailConfig("mail.example.org", 587, "chat@example.org", Optional.empty()),
                "watch");
    });

    @Test
    void isAskedByPrometheusAlone() {
        JsonNode rules = SYNTH.named("kubernetes_network_policy_v1", "mail-probe-from-prometheus");

        assertThat(rules.at("/spec/ingress/0/from/0/namespace_selector/match_labels/kubernetes.io~1metadata.name")
                        .asText())
                .isEqualTo("watch");
    }

    @Test
    void reachesThePortOfTheMailServerAndNothingElse() {
        JsonNode egress = SYNTH.named("kubernetes_network_policy_v1", "mail-probe-to-mail")
                .at("/spec/egress");

        assertThat(egress).hasSize(1);
        assertThat(egress.at("/0/ports/0/port").asText()).isEqualTo("587");
    }

    @Test
    void hasAFileThatTheExporterTakes() {
        Program.run(FILES, "prometheus-blackbox-exporter", "--config.check", "--config.file=blackbox.yaml")
                .succeeds();
    }

    @Test
    void isSynthesizedAsReviewed() throws IOException {
        String actual = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(new ObjectMapper()
                        .convertValue(SYNTH.named("kubernetes_deployment_v1", MailProbe.NAME), Object.class));
        Path golden = FILES.resolve("deployment.json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, actual + "\n");
        }
        assertThat(golden).content().isEqualToIgnoringWhitespace(actual);
    }

    @Test
    void alertsWhenTheServerIsSilentAndStaysQuietWhileItRestarts() {
        Program.run(FILES, "promtool", "check", "rules", "rules.yaml").succeeds();
        Program.run(FILES, "promtool", "test", "rules", "rules_test.yaml").succeeds();
    }
}
