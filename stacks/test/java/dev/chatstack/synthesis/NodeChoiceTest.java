package dev.chatstack.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.testing.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The number of nodes that chat.concurrentUsers chooses")
class NodeChoiceTest {
    private static final Pattern NODES = Pattern.compile(": (\\d+) to (\\d+) nodes ");

    /** What keeps its disk in a zone, and waits for it. */
    private static final Pattern ONLY_DISKS_WAIT = Pattern.compile(
            "if a zone fails: (everything fits on the other nodes|(((, )?[\\w-]+/(rocketchat-mongo|alertmanager|loki|prometheus|tempo))+ stays? Pending until the zone is back))$");

    private static final int PEOPLE = 2000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"aws-prod", "azure-prod", "gcp-dev"})
    void isTheFewestOnWhichEverythingFits(String name) throws IOException {
        String file = people(name, PEOPLE);
        List<String> lines = forecast(name, file);
        int others = name.equals("azure-prod") ? 2 : 0;
        int fewest = count(lines, 1) - others;

        assertThat(lines)
                .anyMatch(line -> line.contains("chosen for " + PEOPLE + " people at once") && line.endsWith("nodes"));
        assertThat(lines).anyMatch(line -> line.contains(": fits on " + (fewest + others) + " nodes; "));
        assertThat(forecast(name, named(file, "workersCount: " + fewest)))
                .anyMatch(line -> line.contains(": fits on "));
        // one node less is refused, for members of the database have no node each, or does not always do
        try {
            assertThat(forecast(name, named(file, "workersCount: " + (fewest - 1))))
                    .noneMatch(line -> line.contains(" nodes; if a node fails"));
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("must be at least");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-prod", "azure-prod"})
    void letsAZoneBeLost(String name) throws IOException {
        String zoneLost = forecast(name, people(name, PEOPLE)).stream()
                .filter(line -> line.contains("if a zone fails"))
                .findFirst()
                .orElseThrow();

        assertThat(zoneLost)
                .doesNotContain("not always the maximum number of pods")
                .containsPattern(ONLY_DISKS_WAIT);
    }

    @Test
    void growsWithThePeople() throws IOException {
        assertThat(count(forecast("aws-prod", people("aws-prod", PEOPLE)), 1))
                .isGreaterThan(count(forecast("aws-prod", people("aws-prod", 100)), 1));
    }

    @Test
    void staysBelowTheMostThatTheFileAllows() throws IOException {
        String file = named(people("gcp-dev", 450), "maxWorkersCount: 4");

        assertThat(count(forecast("gcp-dev", file), 2)).isEqualTo(4);
    }

    @Test
    void isNotChosenForNodesOfWhichNothingIsKnown() throws IOException {
        String file = people("gcp-dev", 450).replace("e2-standard-4", "z9-standard-4");

        assertThatThrownBy(() -> forecast("gcp-dev", file))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "gcp-dev: workersCount is left to chat.concurrentUsers, but cannot be chosen: nothing is known"
                                + " here of z9-standard-4; set workersCount and maxWorkersCount");
    }

    @Test
    void isNotChosenWhenNoNumberWillDo() throws IOException {
        String file = people("gcp-dev", 4000).replace("e2-standard-4", "e2-standard-2");

        assertThatThrownBy(() -> forecast("gcp-dev", file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "no number of nodes of this size will do; it fits with cloud.nodes.machineType: e2-");
    }

    /** The shipped file {@code name} for {@code people}, without what it says of sizes itself. */
    private static String people(String name, int people) {
        return EnvironmentFile.shipped(name)
                .replace("  product: rocketchat\n", "  product: rocketchat\n  concurrentUsers: " + people + "\n")
                .text()
                .replaceFirst(
                        "(?s)(userNodes:|nodes:(?!.*userNodes:))\n    workersCount: \\d+\n    maxWorkersCount: \\d+\n",
                        "$1\n")
                .replaceFirst("  autoscaling:\n    maxReplicas: \\d+\n", "")
                .replaceAll("  (replicas|volume|memory): .*\n", "");
    }

    private static String named(String file, String setting) {
        return file.replaceFirst("(?s)(    machineTypes?: [^\n]*\n)(?!.*machineType)", "$1    " + setting + "\n");
    }

    private static int count(List<String> lines, int group) {
        Matcher nodes = NODES.matcher(String.join("\n", lines));
        assertThat(nodes.find()).isTrue();
        return Integer.parseInt(nodes.group(group));
    }

    private List<String> forecast(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), text);
        List<Environment> environments = List.of(ConfigLoader.load(file));
        return new Synthesis(environments, Optional.empty())
                .inTemporaryFolder(stacks -> Forecast.of(environments, stacks).values().stream()
                        .flatMap(List::stream)
                        .toList());
    }
}
