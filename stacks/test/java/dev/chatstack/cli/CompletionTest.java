package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatstack.testing.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The shell")
class CompletionTest {
    @TempDir
    Path folder;

    @BeforeEach
    void hasEnvironments() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/gcp-dev.yaml"), "");
        Files.writeString(folder.resolve("config/gcp-prod.yaml"), "");
    }

    private String script(String shell) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(new Workplace(folder, folder, Map.of()), "completion", shell))
                    .isZero();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What bash offers behind {@code words}, the last of which is being typed. */
    private String offered(String... words) throws IOException {
        Files.writeString(folder.resolve("completion"), script("bash"));
        StringBuilder typed = new StringBuilder();
        for (String word : words) {
            typed.append(" '").append(word).append("'");
        }
        return Program.run(
                        folder,
                        "bash",
                        "-euc",
                        "source completion; COMP_WORDS=(./chatstack" + typed + "); COMP_CWORD=" + words.length
                                + "; _chatstack; echo \"${COMPREPLY[*]}\"")
                .output()
                .strip();
    }

    @Test
    void offersCommandsOptionsAndEnvironments() throws IOException {
        assertThat(offered("ver")).isEqualTo("verify version versions");
        assertThat(offered("verify", "--m")).isEqualTo("--messages --markdown");
        assertThat(offered("verify", "-e", "gcp-").split(" ")).contains("gcp-dev", "gcp-prod");
        assertThat(offered("-e", "gcp-dev", "up", "--ver"))
                .contains("--verbose")
                .doesNotContain("versions");
        assertThat(offered("verify", "--junit", "conf")).isEqualTo("config");
    }

    @Test
    void ofAnyKindTakesTheScript() throws IOException {
        assertThat(script("zsh")).contains("bashcompinit");
        String fish = script("fish");
        assertThat(fish).contains("__fish_use_subcommand -a verify", "-l messages");
        assertThat(fish.lines()).allMatch(line -> line.startsWith("complete -c chatstack"));
        assumeTrue(
                Program.run(folder, "sh", "-c", "command -v fish").exitCode() == 0, "not run: fish is not installed");
        Files.writeString(folder.resolve("completion.fish"), fish);
        assertThat(Program.run(folder, "fish", "-n", "completion.fish").exitCode())
                .isZero();
    }

    @Test
    void thatIsUnknownIsRefused() {
        assertThat(Main.run(new Workplace(folder, folder, Map.of()), "completion", "tcsh"))
                .isEqualTo(2);
    }
}
