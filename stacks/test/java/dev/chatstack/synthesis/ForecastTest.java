package dev.chatstack.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The capacity check at synth")
class ForecastTest {
    private static final Path CONFIG = Path.of("..", "config");

    @TempDir
    Path folder;

    @Test
    void rehearsesEveryPartOfAForecast() {
        assertThat(Forecast.rehearse())
                .hasSize(3)
                .anyMatch(line -> line.contains("pods request"))
                .anyMatch(line -> line.contains("if a zone fails"))
                .anyMatch(line -> line.contains("/month"));
    }

    @Test
    void saysThatEveryShippedEnvironmentFitsOnTheNodesThatAreAlwaysThere() {
        for (String name : List.of("aws-prod", "azure-prod", "gcp-dev")) {
            List<String> lines = forecast(ConfigLoader.load(CONFIG.resolve(name + ".yaml")));

            assertThat(lines).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.startsWith(name + ": "));
            assertThat(lines.get(1)).containsPattern(": fits on \\d nodes; ");
        }
    }

    @Test
    void saysWhatStopsWithANodeAndWithAZone() throws IOException {
        assertThat(forecast(gcp("", "")).get(1))
                .contains(
                        "if a node fails: application/rocketchat-mongo stays Pending until it is replaced",
                        "if a zone fails: all nodes are in one zone, everything stops");
    }

    @Test
    void saysWhenTheAutoscalerMustAddNodesFirst() throws IOException {
        assertThat(forecast(gcp("volume: 20Gi", "volume: 20Gi\n  memory: 11Gi")).get(1))
                .startsWith("gcp-dev: does not fit on 3 nodes, the autoscaler adds some");
    }

    @Test
    void refusesWhatNeverFitsWithTheNumbersAndTheSmallestChanges() throws IOException {
        Environment tooLarge = gcp("volume: 20Gi", "volume: 20Gi\n  memory: 14Gi");

        assertThatThrownBy(() -> forecast(tooLarge))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("gcp-dev: does not fit, even on the maximum number of nodes")
                .hasMessageContaining("no place for: 3 of application/rocketchat-mongo (")
                .hasMessageContaining("fits with cloud.nodes.machineType: e2-standard-8");
    }

    @Test
    void writesNothingThatItRefuses() throws IOException {
        Environment tooLarge = gcp("volume: 20Gi", "volume: 20Gi\n  memory: 14Gi");
        Path output = folder.resolve("cdktf.out");
        Synthesis synthesis = new Synthesis(List.of(tooLarge), Optional.empty());

        assertThatThrownBy(() -> synthesis.writeTo(output, stacks -> Forecast.of(List.of(tooLarge), stacks)))
                .isInstanceOf(UserError.class);
        assertThat(output).doesNotExist();
    }

    @Test
    void saysWhichMachineTypeItDoesNotKnowRatherThanGuess() throws IOException {
        assertThat(forecast(gcp("e2-standard-4", "z9-standard-4")))
                .anyMatch(line -> line.contains("their nodes are not known"))
                .anyMatch(line -> line.startsWith(
                        "gcp-dev: not checked whether it fits: not known here are z9-standard-4 (mistyped?"))
                .anyMatch(line -> line.endsWith("; without the nodes"));
    }

    @Test
    void saysOfAClusterThatExistsWhatItMustHaveRoomFor() {
        assertThat(forecast(ConfigLoader.load(CONFIG.resolve("openshift-prod.yaml"))))
                .singleElement()
                .asString()
                .contains("pods request", "the cluster is not ours");
    }

    private Environment gcp(String text, String replacement) throws IOException {
        Path file = folder.resolve("gcp-dev.yaml");
        Files.writeString(file, Files.readString(CONFIG.resolve("gcp-dev.yaml")).replace(text, replacement));
        return ConfigLoader.load(file);
    }

    private static List<String> forecast(Environment environment) {
        List<Environment> environments = List.of(environment);
        return new Synthesis(environments, Optional.empty())
                .inTemporaryFolder(stacks -> Forecast.of(environments, stacks).values().stream()
                        .flatMap(List::stream)
                        .toList());
    }
}
