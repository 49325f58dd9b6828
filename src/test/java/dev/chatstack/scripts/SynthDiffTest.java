package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In its own repository, where a script stands in for the program: one stack, which is what a file says, and what explain says of it. */
@DisplayName("tools/ci/synth-diff.sh")
class SynthDiffTest {
    @TempDir
    Path repository;

    @BeforeEach
    void commitsAProgramThatIsBuilt() throws IOException {
        write("tools/ci/synth-diff.sh", Files.readString(Path.of("..", "tools", "ci", "synth-diff.sh")));
        write("chatstack", """
                #!/bin/sh
                cd "$(dirname "$0")"
                if [ "$1" = explain ]; then
                    grep . "$5/prod.yaml" && exit "$(cat "$5/prod.yaml")"
                fi
                mkdir -p "$CDKTF_OUTDIR/stacks/prod-chat"
                cp stack.json "$CDKTF_OUTDIR/stacks/prod-chat/cdk.tf.json"
                cat target/library
                """);
        for (String file :
                new String[] {".mvn/jvm.config", "pom.xml", "bindings/list", "src/pom.xml", "stacks/pom.xml"}) {
            write(file, "what Maven reads");
        }
        write(".gitignore", "target");
        write("config/prod.yaml", "0");
        write("CHANGELOG.md", "- The beginning, with data at risk.\n");
        write("target/library", "built once\n");
        write("stack.json", "{\"//\": {\"stack\": 1}, \"resource\": {\"replicas\": 3, \"text\": \"one\\ntwo\"}}");
        git("init", "--quiet");
        commit();
    }

    @Test
    void saysThatNothingChanges() throws IOException {
        write("stack.json", "{\"resource\": {\"text\": \"one\\ntwo\", \"replicas\": 3}}");
        commit();

        assertThat(difference())
                .isEqualTo("built once\nbuilt once\nThe Terraform of every environment stays as it is.\n");
    }

    @Test
    void showsEachChangeOfAStack() throws IOException {
        write("stack.json", "{\"resource\": {\"replicas\": 4, \"text\": \"one\\nthree\"}}");
        commit();

        assertThat(difference())
                .contains(
                        "<summary>prod-chat</summary>",
                        "-    \"replicas\": 3,",
                        "+    \"replicas\": 4,",
                        "+      \"three\"")
                .doesNotContain("-      \"one\"");
    }

    @Test
    void failsWhereTheFileOfThenPutsDataAtRisk() throws IOException {
        write("config/prod.yaml", "3");
        commit();
        write("config/prod.yaml", "0");
        commit();

        Program refused = Program.run(repository, "bash", "tools/ci/synth-diff.sh", "HEAD~1");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.output())
                .contains("### Data at risk in prod\n", "CHANGELOG.md has no new line that says \"data at risk\"");
    }

    @Test
    void acceptsDataAtRiskThatTheChangelogAnnounces() throws IOException {
        write("config/prod.yaml", "3");
        commit();
        write("CHANGELOG.md", "- The beginning, with data at risk.\n- Data at risk: copy the bucket first.\n");
        commit();

        assertThat(difference()).contains("### Data at risk in prod\n").doesNotContain("CHANGELOG.md");
    }

    @Test
    void judgesAFileThatIsRefusedNowAsItIsWrittenNow() throws IOException {
        write("config/prod.yaml", "2");
        commit();
        write("config/prod.yaml", "3");
        commit();

        assertThat(Program.run(repository, "bash", "tools/ci/synth-diff.sh", "HEAD~1")
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void failsWhereNobodyCanSay() throws IOException {
        write("config/prod.yaml", "1");
        commit();
        commit();

        assertThat(Program.run(repository, "bash", "tools/ci/synth-diff.sh", "HEAD~1")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void leavesNoWorktree() {
        commit();
        difference();

        assertThat(git("worktree", "list").lines()).hasSize(1);
    }

    private String difference() {
        return Program.run(repository, "bash", "tools/ci/synth-diff.sh", "HEAD~1")
                .succeeds()
                .output();
    }

    private void commit() {
        git("add", "--all");
        git(
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@example.org",
                "commit",
                "--quiet",
                "--allow-empty",
                "--message",
                "a change");
    }

    private String git(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "git";
        System.arraycopy(words, 0, command, 1, words.length);
        return Program.run(repository, command).succeeds().output();
    }

    private void write(String file, String text) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }
}
