package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AffectedTest {
    @RegisterExtension
    final CapturedOutput captured = new CapturedOutput();

    @TempDir
    Path root;

    private final ByteArrayOutputStream out = captured.out;
    private final ByteArrayOutputStream err = captured.err;

    @BeforeEach
    void repository() throws IOException {
        for (String folder : List.of("config", "website", "src/main", "docs")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(root.resolve("website/index.html"), "hello");
        Files.writeString(root.resolve("src/main/A.java"), "class A {}");
        Files.copy(Path.of("..", "config", "k3s-chathub.yaml"), root.resolve("config/hub.yaml"));
        Files.copy(Path.of("..", "config", "local.yaml"), root.resolve("config/local.yaml"));
        git("init", "-q", "-b", "main");
        commit();
        git("checkout", "-q", "-b", "change");
    }

    @Test
    void namesWhatAChangeCanReachAndNothingElse() throws IOException {
        assertThat(since("main")).isEmpty();
        Files.writeString(root.resolve("docs/page.md"), "words");
        assertThat(since("main")).isEmpty();
        append("website/index.html");
        assertThat(since("main")).isEqualTo("hub\n");
        commit();
        assertThat(since("main")).isEqualTo("hub\n");
        append("config/local.yaml");
        assertThat(since("main")).isEqualTo("hub\nlocal\n");
        assertThat(since("HEAD")).isEqualTo("local\n");
        assertThat(since("HEAD", "--json")).isEqualTo("[\"local\"]\n");
        assertThat(since("HEAD", "--json", "-e", "hub")).isEqualTo("[]\n");
    }

    @Test
    void theProgramReachesAll() throws IOException {
        append("src/main/A.java");
        assertThat(since("main")).isEqualTo("hub\nlocal\n");
    }

    @Test
    void newFilesAndThoseWithMistakesCount() throws IOException {
        Files.copy(root.resolve("config/local.yaml"), root.resolve("config/new.yaml"));
        Files.writeString(root.resolve("website/more.html"), "more");
        assertThat(since("main")).isEqualTo("hub\nnew\n");
        Files.writeString(root.resolve("config/local.yaml"), "nonsense: [", StandardCharsets.UTF_8);
        assertThat(since("main")).isEqualTo("hub\nlocal\nnew\n");
    }

    @Test
    void whatMainDidMeanwhileIsNotOurChange() throws IOException {
        git("checkout", "-q", "main");
        append("config/local.yaml");
        commit();
        git("checkout", "-q", "change");
        assertThat(since("main")).isEmpty();
    }

    @Test
    void refusesARevisionThatIsNone() {
        for (String revision : List.of("nothing", "--output=x", "", "$(id)")) {
            assertThat(Main.run(new Workplace(root, root, Map.of()), "affected", "--since=" + revision))
                    .isEqualTo(2);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "--since: git cannot compare with `nothing`: fatal: Not a valid object name nothing",
                        "--since: must be a git revision, such as origin/main, got `--output=x`");
    }

    private String since(String revision, String... more) {
        out.reset();
        List<String> words = new ArrayList<>(List.of("affected", "--since", revision));
        words.addAll(List.of(more));
        assertThat(Main.run(new Workplace(root, root, Map.of()), words.toArray(String[]::new)))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private void append(String file) throws IOException {
        Files.writeString(root.resolve(file), Files.readString(root.resolve(file)) + "\n# more\n");
    }

    private void commit() {
        git("add", "-A");
        git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "change");
    }

    private void git(String... words) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Program.run(root, command.toArray(String[]::new)).succeeds();
    }
}
