package dev.chatstack.cli.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.cli.Main;
import dev.chatstack.cli.Workplace;
import dev.chatstack.config.Environment;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.loader.ConfigLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("./chatstack init and import")
class InitTest {
    private static final InputStream IN = System.in;

    @TempDir
    Path root;

    @BeforeEach
    void copiesTheShippedFiles() throws IOException {
        Files.createDirectory(root.resolve("config"));
        try (Stream<Path> files = Files.list(Path.of("..", "config"))) {
            for (Path file : files.toList()) {
                Files.copy(file, root.resolve("config").resolve(file.getFileName()));
            }
        }
        Files.createDirectory(root.resolve("website"));
        Files.writeString(root.resolve("website/index.html"), "a page");
    }

    @AfterEach
    void restores() {
        System.setIn(IN);
    }

    private int run(String answers, String... words) {
        System.setIn(new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)));
        return Main.commands(new Workplace(root, root, Map.of()))
                .setExecutionExceptionHandler((e, command, result) -> 2)
                .execute(words);
    }

    @ParameterizedTest
    @CsvSource({
        "docker, '', local",
        "docker, ssh://deploy@machine.team.org, local",
        "gke, team-project, team-state",
        "eks, 210987654321, team-state",
        "aks, 11111111-2222-3333-4444-555555555555, local",
        "openshift, team-cluster, team-state",
        "k3s, team-cluster, team-state"
    })
    void writesAFileThatPassesCheck(String where, String place, String state) throws IOException {
        assertThat(run("team\n" + where + "\n" + place + "\nchat.team.org\nann@team.org\n" + state + "\n", "init"))
                .isZero();
        Environment environment = ConfigLoader.load(root.resolve("config/team.yaml"));
        assertThat(environment.config().chat().host()).isEqualTo("chat.team.org");
        assertThat(Files.readString(root.resolve("config/team.yaml")))
                .contains("# Made by ./chatstack init.\n", place)
                .containsSequence(state);
        if (environment.config().cloud() instanceof DockerConfig docker && !place.isEmpty()) {
            assertThat(docker.host()).isEqualTo(place);
        }
    }

    @Test
    void writesNothingOverAFileOrWithoutAnswers() {
        assertThat(run("local\n", "init")).isEqualTo(2);
        assertThat(run("team\nmoon\n", "init")).isEqualTo(2);
        assertThat(root.resolve("config/team.yaml")).doesNotExist();
    }

    @Test
    void importsIntoTheFolderOfEnvironments() {
        String values = Path.of("test", "resources", "movein", "values-small.yaml")
                .toAbsolutePath()
                .toString();

        assertThat(run("", "import", values, "--as", "moved")).isZero();
        assertThat(root.resolve("config/moved.yaml")).exists();
        assertThat(run("", "import", values, "--as", "moved")).isEqualTo(2);
        assertThat(run("", "import", values, "--as", "Moved!")).isEqualTo(2);
    }
}
