package dev.chatstack.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.cli.Running;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("--against a git revision")
class RevisionTest {
    @TempDir
    Path root;

    private Path file;
    private Running chatstack;

    @BeforeEach
    void repository() throws IOException {
        file = root.resolve("config/good.yaml");
        Files.createDirectories(root.resolve("config"));
        Files.copy(Path.of("..", "config", "gcp-dev.yaml"), file);
        git("init", "-q", "-b", "main");
        commit();
        chatstack = new Running(root);
    }

    @Test
    void explainsWhatChangedSinceThenAndLeavesTheRepositoryAlone() throws IOException {
        replace("volume: 20Gi", "volume: 40Gi");

        Running.Answer answer = explain("main");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .startsWith("people notice nothing\n")
                .contains("cost: $10/month more\n", "compared with main, not with what is deployed");
        assertThat(git("worktree", "list").output().lines()).hasSize(1);
        assertThat(git("status", "--porcelain").output()).isEqualTo(" M config/good.yaml\n");
        assertThat(root.resolve("cdktf.out")).doesNotExist();
    }

    @Test
    void stopsAChangeThatDoesMoreThanTheLimit() throws IOException {
        replace("volume: 20Gi", "volume: 20Gi\n  memory: 4Gi");

        assertThat(explain("HEAD", "--limit", "nobody-interrupted").exitCode()).isZero();
        Running.Answer exceeded = explain("HEAD", "--limit", "nobody-reconnects");
        assertThat(exceeded.exitCode()).isEqualTo(3);
        assertThat(exceeded.out())
                .startsWith("pods restart one after the other; the chat keeps running\n")
                .contains("limit nobody-reconnects: EXCEEDED\n");
        replace("version: ", "version: 8.6.1 # ");
        assertThat(explain("HEAD", "--limit", "data-safe").exitCode()).isEqualTo(3);
        assertThat(explain("HEAD", "--limit", "harmless").err())
                .contains("must be one of data-safe, nobody-interrupted, nobody-reconnects, got `harmless`");
    }

    @Test
    void saysWhatAnEnvironmentCostsMoreThanThen() throws IOException {
        replace("workersCount: 3", "workersCount: 4");
        Files.copy(file, root.resolve("config/new.yaml"));

        String estimate = chatstack.run("estimate", "--against", "main").out();

        assertThat(estimate.lines().filter(line -> line.startsWith("cost compared with main: ")))
                .satisfiesExactly(
                        changed -> assertThat(changed).matches(".*: \\$\\d\\d/month more"),
                        // of an environment that is new, all of it
                        all -> assertThat(all).matches(".*: \\$\\d\\d\\d/month more"));
    }

    /** What then wrote the stacks must write them again: here a stand-in, which says that it was called. */
    @Test
    void letsTheProgramOfThatTimeWriteItsStacks() throws IOException {
        Files.createDirectories(root.resolve("src/main"));
        Files.writeString(root.resolve("src/main/A.java"), "class A {}");
        Files.writeString(root.resolve("chatstack"), """
            #!/bin/sh
            echo "called: $*" >&2
            mkdir -p "$CDKTF_OUTDIR/stacks/good-chat"
            echo '{"resource": {"kubernetes_namespace_v1": {"gone": {"metadata": {"name": "gone"}}}}}' >"$CDKTF_OUTDIR/stacks/good-chat/cdk.tf.json"
            """);
        assertThat(root.resolve("chatstack").toFile().setExecutable(true)).isTrue();
        commit();
        Files.writeString(root.resolve("src/main/A.java"), "class A { int a; }");

        Running.Answer answer = explain("main", "--limit", "nobody-interrupted");

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.err()).contains("called: synth --config ", "/config -e good");
        assertThat(answer.out()).startsWith("DATA IS AT RISK").contains("namespace gone");
    }

    @Test
    void saysThatThereIsNoSuchRevision() {
        assertThat(explain("nowhere").exitCode()).isEqualTo(2);
        assertThat(explain("nowhere").err())
                .contains("--against: git cannot compare with `nowhere`: there is no such commit");
        assertThat(explain("-x").err()).contains("--against");
    }

    private Running.Answer explain(String revision, String... more) {
        return chatstack.run(Stream.concat(Stream.of("explain", "-e", "good", "--against", revision), Stream.of(more))
                .toArray(String[]::new));
    }

    private void replace(String text, String replacement) throws IOException {
        String content = Files.readString(file);
        assertThat(content).contains(text);
        Files.writeString(file, content.replaceFirst(text, replacement));
    }

    private void commit() {
        git("add", "-A");
        git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "some");
    }

    private Program git(String... words) {
        return Program.run(
                        root,
                        Stream.concat(Stream.of("git"), List.of(words).stream()).toArray(String[]::new))
                .succeeds();
    }
}
