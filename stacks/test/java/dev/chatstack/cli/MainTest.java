package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command line")
class MainTest {
    @RegisterExtension
    final CapturedOutput captured = new CapturedOutput();

    @TempDir
    Path root;

    private final ByteArrayOutputStream out = captured.out;
    private final ByteArrayOutputStream err = captured.err;

    @BeforeEach
    void captures() throws IOException {
        Files.createDirectory(root.resolve("config"));
        Files.copy(Path.of("..", "config", "gcp-dev.yaml"), root.resolve("config/good.yaml"));
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** From a folder {@code caller} next to {@code config}, with {@code variables}. */
    private int run(Map<String, String> variables, String... arguments) {
        return Main.run(new Workplace(root, root.resolve("caller"), variables), arguments);
    }

    @Test
    void listsEnvironmentsAndTheirStacks() {
        assertThat(run("list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("good: good-cluster good-platform good-chat\n");
    }

    @Test
    void printsHowToRestoreWithEveryNameFilledIn() {
        assertThat(run("restore", "--print", "-e", "good", "--backup", "20261120t100000z-123456"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "gcloud container clusters get-credentials good --location europe-west1-b --project"
                                + " example-chat-dev\n",
                        "kubectl -n application create job restore-20261120t100000z-123456"
                                + " --from=cronjob/mongodb-restore\n")
                .doesNotContainPattern("\\{[a-z]+}");
        assertThat(run("restore", "--print", "-e", "good", "--backup", "yesterday"))
                .isEqualTo(2);
        assertThat(run("restore", "--print", "-e", "good", "--beside")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("rocketchat_restored")
                .doesNotContain("objects-restore");
    }

    @Test
    void printsHowToRestoreTheFilesOfTailchatToo() throws IOException {
        Files.copy(Path.of("..", "config", "k3s-chathub.yaml"), root.resolve("config/hub.yaml"));
        Files.createDirectory(root.resolve("website"));
        Files.writeString(root.resolve("website/index.html"), "hello");

        assertThat(run("restore", "--print", "-e", "hub")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("kubectl -n gic-chathub create job files-latest --from=cronjob/objects-restore\n")
                .doesNotContainPattern("\\{[a-z]+}");
    }

    @Test
    void synthesizesTheEnvironmentThatIsAskedForAlthoughAnotherIsBroken() throws IOException {
        Files.writeString(root.resolve("config/broken.yaml"), "cloud: {}\n");

        assertThat(run("synth", "-e", "good")).isZero();
        assertThat(root.resolve("cdktf.out/stacks/good-chat/cdk.tf.json")).exists();
        assertThat(root.resolve("cdktf.out/manifest.json")).exists();
    }

    @Test
    void leavesTheLastSynthesisAsItWasWhenAnEnvironmentIsBroken() throws IOException {
        run("synth");
        Path stack = root.resolve("cdktf.out/stacks/good-chat/cdk.tf.json");
        String before = Files.readString(stack);
        Files.writeString(root.resolve("config/good.yaml"), "cloud: {}\n");

        assertThat(run("synth")).isEqualTo(2);
        assertThat(stack).content().isEqualTo(before);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("3 problems in", "cloud.provider: is required: must be one of")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsTheProblemsOfEveryFile() throws IOException {
        Files.writeString(root.resolve("config/one.yaml"), "");
        Files.createDirectory(root.resolve("config/two.yaml"));

        assertThat(run("check")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "one.yaml\n  - must hold settings, but is empty",
                        "two.yaml\n  - must be a file, but is a folder");
    }

    @Test
    void namesTheEnvironmentsThatThereAre() {
        assertThat(run("synth", "-e", "prod")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no environment `prod` in", "; there are: good");
        assertThat(root.resolve("cdktf.out")).doesNotExist();
    }

    @Test
    void saysHowAnEnvironmentIsNamed() throws IOException {
        Files.createFile(root.resolve("config/team.yml"));

        assertThat(run("check", "-e", "config/good.yaml", "-e", "team")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("; say `good`, the file's name without .yaml", "team.yml must be called team.yaml");
        assertThat(run("check", "--config", "nowhere")).isEqualTo(2);
        assertThat(run("check", "--config", root.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "--config: must be a folder of environment files, got `" + root.resolve("caller/nowhere") + "`",
                        "no environment in " + root);
    }

    @Test
    void explainsEachOfItsCommands() {
        for (String command : Main.commands(new Workplace(root, root, Map.of()))
                .getSubcommands()
                .keySet()) {
            out.reset();
            assertThat(run(command, "--help")).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("Usage: chatstack " + command, "-e", "--config")
                    .containsPattern("Examples:\\R  \\./chatstack " + command + "\\b[^\\n]*\\R")
                    .contains("\nVariables:\n  CHATSTACK_ENV ", "\nExit codes:\n  0  success");
        }
    }

    @Test
    void readsOnlyTheCommandThatIsAsked() {
        Workplace workplace = new Workplace(root, root, Map.of());
        for (String command : Main.commands(workplace).getSubcommands().keySet()) {
            assertThat(Main.commands(workplace, command).getSubcommands().keySet())
                    .hasSize(command.equals("help") || command.equals("completion") ? Chatstack.COMMANDS.size() : 1)
                    .contains(command);
        }
    }

    @Test
    void takesItsOwnExamples() {
        String text = dev.chatstack.kubernetes.ConfigFiles.resource("/dev/chatstack/cli/examples.txt");
        for (String line : text.lines().toList()) {
            String[] example = line.replaceFirst("^[a-z]+: ", "").split(" ");
            assertThatCode(() ->
                            Main.commands(new Workplace(root, root, Map.of())).parseArgs(example))
                    .as(line)
                    .doesNotThrowAnyException();
        }
    }

    /** Whatever a command does with environments, it does the same with those of the variable. */
    @Test
    void takesEnvironmentsFromTheVariableInEveryCommand() {
        for (String command : Main.commands(new Workplace(root, root, Map.of()))
                .getSubcommands()
                .keySet()) {
            out.reset();
            err.reset();
            int exitCode = run(command, "-e", "nowhere");
            String said = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
            out.reset();
            err.reset();
            assertThat(run(Map.of("CHATSTACK_ENV", "nowhere"), command))
                    .as(command)
                    .isEqualTo(exitCode);
            assertThat(out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8))
                    .as(command)
                    .isEqualTo(said);
        }
    }

    @Test
    void takesAnEnvironmentBeforeOrBehindTheCommandOrFromAVariable() throws IOException {
        Files.copy(root.resolve("config/good.yaml"), root.resolve("config/other.yaml"));
        String listed = "good: good-cluster good-platform good-chat\n";

        run("-e", "good", "list");
        run("list", "-e", "good");
        run(Map.of("CHATSTACK_ENV", "good"), "list");
        run(Map.of("CHATSTACK_ENV", "other"), "list", "-e", "good");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(listed.repeat(4));
        assertThat(run(Map.of("CHATSTACK_ENV", "good"), "secrets")).isZero();
    }

    @Test
    void needsOneEnvironmentForWhatChangesOrRestoresSomething() throws IOException {
        Files.copy(root.resolve("config/good.yaml"), root.resolve("config/other.yaml"));

        for (String command : List.of("down", "explain", "restore", "secrets", "state", "up")) {
            assertThat(run(command)).isEqualTo(2);
            assertThat(run(Map.of("CHATSTACK_ENV", "good other"), command)).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo("-e: must name one environment; there are: good, other\n"
                            + "-e: must name one environment, got `good, other`; there are: good, other\n");
            err.reset();
        }
    }

    @Test
    void judgesAnotherVersionAgainstTheLastSynth() throws IOException {
        Path file = root.resolve("config/good.yaml");
        String text = Files.readString(file);
        String version = text.replaceFirst("(?s).*\n  version: ([0-9.]+).*", "$1");
        run("synth");
        Files.writeString(file, text.replace("version: " + version, "version: 8.6.1"));
        assertThat(run("check")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("warning: good: chat.version: DATA IS AT RISK: Rocket.Chat " + version
                        + " to 8.6.1: a downgrade");
        err.reset();
        Files.writeString(file, text.replace("version: " + version, "version: 11.0.0"));
        assertThat(run("check")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("good: chat.version: Rocket.Chat", "skips a major version");
        out.reset();
        run("explain", "-e", "good");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("REFUSED: Rocket.Chat " + version + " to 11.0.0")
                .contains("compared with the synth of 20", ", not with what is deployed");
    }

    @Test
    void printsTheWayToAnotherVersionAndChangesTheFileWhenAskedTo() throws IOException {
        Path file = root.resolve("config/good.yaml");
        String text = Files.readString(file);

        assertThat(run("upgrade", "-e", "good", "--to", "9.0.0", "--yes")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "   backup:  kubectl -n application create job before-upgrade --from=cronjob/mongodb-backup\n",
                        "   change:  chat.version: 9.0.0 in ",
                        "Way back: until the new version has started");
        assertThat(file).content().isEqualTo(text.replaceFirst("(?m)^  version: [0-9.]+", "  version: 9.0.0"));
        assertThat(run("upgrade", "-e", "good", "--to", "8.6.1", "--yes")).isEqualTo(2);
        assertThat(run("upgrade", "-e", "good", "--to", "newest")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "the file was not changed: Rocket.Chat 9.0.0 to 8.6.1: a downgrade",
                        "must be an exact release");
        assertThat(run("versions", "-e", "good", "--fail-within", "0")).isZero();
        assertThat(run("versions", "-e", "good", "--fail-within", "9999")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("Rocket.Chat +9.0.0 +2027-05-31 +in \\d+ days");
    }

    /** Each line: the file, a version in it, options of `upgrade`, and the beginning of the sentence that refuses them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gcp-dev | 8.9.0 | --to 8.6.1 --rehearse  | --rehearse: Rocket.Chat 8.9.0 to 8.6.1: a downgrade
            gcp-dev | 8.9.0 | --to 8.9.0 --rehearse  | --rehearse: 8.9.0 to 8.9.0 is no upgrade; name another version with --to
            gcp-dev | 8.9.0 | --to 10.0.0 --rehearse | --rehearse: Rocket.Chat 8.9.0 to 10.0.0: skips a major version
            gcp-dev | 8.6.0 | --to 9.0.0 --rehearse  | --rehearse: from 8.6.0 to 9.0.0 are the stops 8.9.x, 9.0.0; rehearse the first one
            gcp-dev | 8.9.0 | --to 9.0.0 --discard   | --discard: use it alone
            local   | 8.9.0 | --to 9.0.0 --rehearse  | --rehearse: only Rocket.Chat in a cluster, with MongoDB and backups of chatstack
            """)
    void refusesARehearsalThatHasNoSense(String file, String version, String options, String refusal)
            throws IOException {
        Files.writeString(
                root.resolve("config/good.yaml"),
                Files.readString(Path.of("../config/" + file + ".yaml"))
                        .replaceFirst("(?m)^  version: [0-9.]+", "  version: " + version));
        List<String> words = new ArrayList<>(List.of("upgrade", "-e", "good"));
        words.addAll(List.of(options.split(" ")));

        assertThat(run(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(refusal);
    }

    @Test
    void namesTheAlertsThatHaveAPage() throws IOException {
        Files.createDirectories(root.resolve("docs/runbooks"));
        Files.writeString(root.resolve("docs/runbooks/ChatDown.md"), "    kubectl -n $NS get pods\n");

        assertThat(run("runbook", "-e", "good", "chatdown")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("    kubectl -n application get pods\n");
        assertThat(run("runbook", "-e", "good", "Down")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no alert is called `Down`; there are: ChatDown");
    }

    @Test
    void deploysNothingWhileTheFileHasValuesOfTheExample() {
        assertThat(run("up", "-e", "good", "--yes")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Checking this machine\nproblem  ");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("stopped: fix the problems above, then run the same command again. Nothing was changed");
    }

    @Test
    void readsTypedPathsFromTheFolderOfTheCaller() throws IOException {
        Path mine = Files.createDirectories(root.resolve("caller/mine"));
        Files.copy(root.resolve("config/good.yaml"), mine.resolve("my-own.yaml"));

        assertThat(run(Map.of("CDKTF_OUTDIR", "out"), "synth", "--config", "mine"))
                .isZero();
        assertThat(root.resolve("caller/out/stacks/my-own-chat")).exists();
        assertThat(run("--config", "mine", "explain", "-e", "my-own", "--against", "out"))
                .isZero();
        assertThat(run("diagram", "-e", "good", "--to", "pictures")).isZero();
        assertThat(root.resolve("caller/pictures/good.svg")).exists();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run("sinth")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("synth");
    }
}
