package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command line")
class MainTest {
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    @TempDir
    Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void captures() throws IOException {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        Files.createDirectory(root.resolve("config"));
        Files.copy(Path.of("..", "config", "gcp-dev.yaml"), root.resolve("config/good.yaml"));
    }

    @AfterEach
    void restores() {
        System.setOut(OUT);
        System.setErr(ERR);
    }

    @Test
    void listsEnvironmentsAndTheirStacks() {
        assertThat(Main.run(root, "list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("good: good-cluster good-platform good-chat\n");
    }

    @Test
    void printsHowToRestoreWithEveryNameFilledIn() {
        assertThat(Main.run(root, "restore", "-e", "good", "--backup", "20261120t100000z-123456"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "gcloud container clusters get-credentials good --location europe-west1-b --project example-chat-dev\n",
                        "kubectl -n application create job restore-20261120t100000z-123456 --from=cronjob/mongodb-restore\n")
                .doesNotContainPattern("\\{[a-z]+}");
        assertThat(Main.run(root, "restore", "-e", "good", "--backup", "yesterday"))
                .isEqualTo(2);
        assertThat(Main.run(root, "restore", "-e", "good", "--beside")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("rocketchat_restored")
                .doesNotContain("objects-restore");
    }

    @Test
    void printsHowToRestoreTheFilesOfTailchatToo() throws IOException {
        Files.copy(Path.of("..", "config", "k3s-chathub.yaml"), root.resolve("config/hub.yaml"));
        Files.createDirectory(root.resolve("website"));
        Files.writeString(root.resolve("website/index.html"), "hello");

        assertThat(Main.run(root, "restore", "-e", "hub")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("kubectl -n gic-chathub create job objects-back --from=cronjob/objects-restore\n")
                .doesNotContainPattern("\\{[a-z]+}");
    }

    @Test
    void synthesizesTheEnvironmentThatIsAskedForAlthoughAnotherIsBroken() throws IOException {
        Files.writeString(root.resolve("config/broken.yaml"), "cloud: {}\n");

        assertThat(Main.run(root, "synth", "-e", "good")).isZero();
        assertThat(root.resolve("cdktf.out/stacks/good-chat/cdk.tf.json")).exists();
        assertThat(root.resolve("cdktf.out/manifest.json")).exists();
    }

    @Test
    void leavesTheLastSynthesisAsItWasWhenAnEnvironmentIsBroken() throws IOException {
        Main.run(root, "synth");
        Path stack = root.resolve("cdktf.out/stacks/good-chat/cdk.tf.json");
        String before = Files.readString(stack);
        Files.writeString(root.resolve("config/good.yaml"), "cloud: {}\n");

        assertThat(Main.run(root, "synth")).isEqualTo(2);
        assertThat(stack).content().isEqualTo(before);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("3 problems in", "cloud.provider: is required: must be one of")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsTheProblemsOfEveryFile() throws IOException {
        Files.writeString(root.resolve("config/one.yaml"), "");
        Files.createDirectory(root.resolve("config/two.yaml"));

        assertThat(Main.run(root, "check")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "one.yaml\n  - must hold settings, but is empty",
                        "two.yaml\n  - must be a file, but is a folder");
    }

    @Test
    void namesTheEnvironmentsThatThereAre() {
        assertThat(Main.run(root, "synth", "-e", "prod")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no environment `prod` in", "; there are: good");
        assertThat(root.resolve("cdktf.out")).doesNotExist();
    }

    @Test
    void saysHowAnEnvironmentIsNamed() throws IOException {
        Files.createFile(root.resolve("config/team.yml"));

        assertThat(Main.run(root, "check", "-e", "config/good.yaml", "-e", "team"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("; say `good`, the file's name without .yaml", "team.yml must be called team.yaml");
        assertThat(Main.run(root, "check", "--config", "nowhere")).isEqualTo(2);
        assertThat(Main.run(root, "check", "--config", root.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "--config: must be a folder of environment files, got `nowhere`", "no environment in " + root);
    }

    @Test
    void explainsEachOfItsCommands() {
        assertThat(Main.run(root, "estimate", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: chatstack estimate", "--nodes");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(Main.run(root, "sinth")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("synth");
    }
}
