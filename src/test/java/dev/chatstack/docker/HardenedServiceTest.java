package dev.chatstack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The provider reads a changed check as no change (version 3.6.2), and a changed label as a reason to replace the container. */
@DisplayName("The health check of a container")
class HardenedServiceTest {
    @Test
    void replacesTheContainerWhenItChanges() {
        assertThat(label(30, "check")).isEqualTo(label(30, "check"));
        assertThat(label(30, "other-check")).isNotEqualTo(label(30, "check"));
        assertThat(label(60, "check")).isNotEqualTo(label(30, "check"));
    }

    private static JsonNode label(int graceSeconds, String command) {
        Synth synth = Synth.of(stack -> {
            DockerHost host = new DockerHost(
                    stack,
                    "local",
                    new DockerConfig(DockerConfig.HERE, "/etc/chatstack/secrets", Optional.empty()),
                    new DockerHost.EngineAddress(DockerConfig.HERE, List.of()));
            Service service = Service.of("program", "image:1", 1000, new Service.Limits(64, 1))
                    .healthy(graceSeconds, command);
            new HardenedService(stack, host, service, List.of());
        });
        JsonNode labels = synth.only("docker_container").path("labels");
        assertThat(labels.at("/0/label").asText()).isEqualTo("dev.chatstack.reads");
        return labels;
    }
}
