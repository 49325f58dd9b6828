package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.cli.answers.Explained;
import dev.chatstack.cli.compare.Comparison;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("./chatstack explain")
class ExplainTest {
    private static final Path GCP = Path.of("..", "config", "gcp-dev.yaml");
    private static final Path AWS = Path.of("..", "config", "aws-prod.yaml");
    private static final Path AZURE = Path.of("..", "config", "azure-prod.yaml");

    @TempDir
    Path folder;

    @Test
    void saysThatNothingChanges() throws IOException {
        assertThat(explain(GCP, "", "")).contains("nothing changes", "cost: as before");
    }

    @Test
    void saysThatAVolumeGrowsWithoutARestart() throws IOException {
        assertThat(explain(GCP, "volume: 20Gi", "volume: 40Gi"))
                .startsWith("people notice nothing")
                .anyMatch(line ->
                        line.startsWith("  job rocketchat-mongo-data-size-3x40gi") && line.endsWith(": runs once"))
                .noneMatch(line -> line.contains("stateful set"))
                .contains("cost: $10/month more");
    }

    @Test
    void saysThatMoreMemoryRestartsTheDatabaseAndWhetherItFits() throws IOException {
        assertThat(explain(GCP, "volume: 20Gi", "volume: 20Gi\n  memory: 4Gi"))
                .anyMatch(line -> line.contains("stateful set rocketchat-mongo")
                        && line.contains("its pods restart one at a time"))
                .anyMatch(line -> line.startsWith("room: fits on 3 nodes"));
    }

    @Test
    void saysThatOtherMachinesReplaceNodesAndWhatTheyCost() throws IOException {
        assertThat(explain(AWS, "m7i.xlarge", "m7i.2xlarge"))
                .noneMatch(line -> line.startsWith("replaced"))
                .anyMatch(line -> line.contains("nodes are replaced one by one"))
                .contains("cost: $529/month more");
    }

    @Test
    void saysThatAGroupForSeveralTypesOfMachinesTakesThePlaceOfTheOld() throws IOException {
        assertThat(explain(AWS, "[m7i.xlarge]", "[m7i.xlarge, m6i.xlarge]"))
                .anyMatch(line -> line.equals("replaced (terraform plan decides): 3"))
                .anyMatch(line -> line.contains("other nodes come, then all pods move"));
        assertThat(explain(GCP, "spot: true", "spot: false"))
                .anyMatch(line -> line.contains("other nodes come, then all pods move"));
        assertThat(explain(AZURE, "userNodes:\n", "userNodes:\n    spot: true\n"))
                .anyMatch(line -> line.contains("other nodes come, then all pods move"));
    }

    @Test
    void saysThatPodsWaitWhenTheirNodesGo() throws IOException {
        assertThat(explain(AWS, "groupPerZone: true", "groupPerZone: false"))
                .anyMatch(line -> line.contains("their pods wait until others have room"));
    }

    @Test
    void saysThatNobodyNoticesOtherNumbersOfNodes() throws IOException {
        assertThat(explain(AWS, "workersCount: 3", "workersCount: 5"))
                .startsWith("people notice nothing")
                .anyMatch(line -> line.startsWith("  2 × aws eks node group (eu-central-1a, eu-central-1b): "));
        assertThat(explain(GCP, "workersCount: 3", "workersCount: 4")).startsWith("people notice nothing");
        assertThat(explain(AZURE, "workersCount: 2", "workersCount: 3")).startsWith("people notice nothing");
    }

    @Test
    void asksForSomethingToCompareWith() {
        Environment environment = ConfigLoader.load(GCP);

        assertThatThrownBy(() -> explained(environment, folder, folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--against");
    }

    private List<String> explain(Path file, String text, String replacement) throws IOException {
        Path before = folder.resolve("before");
        synthesis(ConfigLoader.load(file)).writeTo(before);
        Path changed = folder.resolve(file.getFileName());
        Files.writeString(changed, Files.readString(file).replace(text, replacement));
        Environment environment = ConfigLoader.load(changed);
        return synthesis(environment)
                .inTemporaryFolder(now -> explained(environment, before, now).lines());
    }

    private static Explained explained(Environment environment, Path before, Path now) {
        return new Comparison(environment, now, Optional.empty()).with(before);
    }

    private static Synthesis synthesis(Environment environment) {
        return new Synthesis(List.of(environment), Optional.empty());
    }
}
