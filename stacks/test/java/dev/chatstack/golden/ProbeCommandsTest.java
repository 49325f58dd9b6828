package dev.chatstack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over every object of every reviewed stack: see {@code HardenedPod}. */
@DisplayName("A command that a probe runs")
class ProbeCommandsTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<GoldenFile> stacks() {
        return GoldenFile.all();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void leavesNoZombieForItsPodReapsThem(GoldenFile stack) {
        for (JsonNode pod : pods(stack)) {
            boolean commands = elements(pod.path("container"))
                    .anyMatch(container -> Stream.of("startup_probe", "liveness_probe", "readiness_probe")
                            .anyMatch(probe -> container.path(probe).has("exec")));
            assertThat(pod.path("share_process_namespace").asBoolean())
                    .as(pod.at("/container/0/name").asText())
                    .isEqualTo(commands);
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void opensTheProcessesOfAPodToNoOtherProgram(GoldenFile stack) {
        for (JsonNode pod : pods(stack)) {
            String image = pod.at("/container/0/image").asText();
            elements(pod.path("container"))
                    .filter(container -> pod.has("share_process_namespace"))
                    .filter(container -> !container.path("image").asText().equals(image))
                    .forEach(container -> assertThat(container
                                    .at("/security_context/run_as_group")
                                    .asText())
                            .as(container.path("name").asText())
                            .isNotEmpty()
                            .isNotEqualTo(
                                    pod.at("/security_context/run_as_group").asText()));
        }
    }

    /** A chart's pod shares nothing, unless its values say so. */
    @ParameterizedTest
    @MethodSource("stacks")
    void isInNoValuesOfAChart(GoldenFile stack) throws IOException {
        for (JsonNode release : stack.read().at("/resource/helm_release")) {
            for (JsonNode values : release.path("values")) {
                YAML.readTree(values.asText()).findValues("exec").forEach(exec -> assertThat(exec.has("command"))
                        .isFalse());
            }
        }
    }

    private static List<JsonNode> pods(GoldenFile stack) {
        return stack.read().path("resource").findParents("container").stream()
                .filter(pod -> pod.path("container").path(0).has("image"))
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
