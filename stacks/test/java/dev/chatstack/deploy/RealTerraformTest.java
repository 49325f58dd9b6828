package dev.chatstack.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatstack.synthesis.UserError;
import dev.chatstack.testing.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Terraform, with the resource that is built into it: it needs no plug-in and no cloud. */
@DisplayName("A stack with the real Terraform")
class RealTerraformTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void isInstalled() throws IOException {
        assumeTrue(
                Program.run(folder, "sh", "-c", "command -v terraform").exitCode() == 0,
                "not run: terraform is not installed; ./bootstrap-mgmt.sh --only terraform");
        Files.createDirectories(folder.resolve("stacks/demo"));
    }

    /** Three steps, one after the other; the second runs {@code command}. */
    private void stack(String command) throws IOException {
        Files.writeString(folder.resolve("stacks/demo/cdk.tf.json"), """
            {"terraform": {"backend": {"local": {"path": "%1$s/demo.tfstate"}}},
             "output": {"url": {"value": "https://chat.localhost"}},
             "resource": {"terraform_data": {
               "first": {"input": "1"},
               "second": {"input": "2", "depends_on": ["terraform_data.first"],
                          "provisioner": [{"local-exec": {"command": "%2$s"}}]},
               "third": {"input": "3", "depends_on": ["terraform_data.second"]}}}}\
            """.formatted(folder, command));
    }

    private StackDeployment demo() {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8), true);
        return new StackDeployments(folder, Map.of(), terminal, false, Duration.ZERO).of("demo");
    }

    private boolean apply(String... options) {
        StackDeployment demo = demo();
        demo.init();
        return demo.apply((plan, json) -> List.of(), options);
    }

    private String state() throws IOException {
        return Files.readString(folder.resolve("demo.tfstate"));
    }

    @Test
    void importsWhatALostStateKnewOnce() throws IOException {
        stack("true");
        apply();
        Files.delete(folder.resolve("demo.tfstate"));
        Path imports = Files.writeString(folder.resolve("stacks/demo/import.tf"), """
            import {
              to = terraform_data.first
              id = "kept"
            }
            """);

        assertThat(demo().planned().lines()).contains("imported: 1");
        assertThat(apply()).isTrue();
        assertThat(state()).contains("\"id\": \"kept\"");
        assertThat(imports).doesNotExist();
        assertThat(apply()).isFalse();
    }

    @Test
    void isAppliedOnceThenHasNothingToChangeThenIsDestroyed() throws IOException {
        stack("true");

        assertThat(apply()).isTrue();
        assertThat(state()).contains("\"third\"");
        assertThat(apply()).isFalse();
        assertThat(demo().isEmpty()).isFalse();
        assertThat(apply("-destroy")).isTrue();
        assertThat(demo().isEmpty()).isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("  done after ", "  nothing to change\n");
        assertThat(folder.resolve("stacks/demo")).isDirectoryNotContaining("glob:**tfplan*");
    }

    /** As the stacks of chat and platform look up the cluster: here, the outputs of another stack. */
    @Test
    void cannotBeDestroyedWithoutTheClusterThatItLooksUpUnlessTerraformForgetsIt() throws IOException {
        Path cluster = folder.resolve("cluster.tfstate");
        Files.writeString(folder.resolve("stacks/demo/cdk.tf.json"), """
            {"terraform": {"backend": {"local": {"path": "%1$s/demo.tfstate"}}},
             "data": {"terraform_remote_state": {"cluster": {"backend": "local", "config": {"path": "%2$s"}}}},
             "resource": {"terraform_data": {
               "first": {"input": "${data.terraform_remote_state.cluster.outputs.endpoint}"}}}}\
            """.formatted(folder, cluster));
        assertThatThrownBy(this::apply).hasMessageContaining("Unable to find remote state");
        assertThat(demo().isEmpty()).isTrue();
        assertThat(apply("-destroy")).isFalse();

        Files.writeString(cluster, """
            {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "a", "resources": [],
             "outputs": {"endpoint": {"value": "https://192.0.2.1", "type": "string"}}}\
            """);
        apply();
        Files.delete(cluster);
        assertThatThrownBy(() -> apply("-destroy")).hasMessageContaining("Unable to find remote state");
        String forget = Files.readString(Path.of("..", "docs", "destroy.md"))
                .lines()
                .filter(line -> line.contains(" state rm"))
                .findFirst()
                .orElseThrow()
                .strip()
                .replace(
                        "cdktf.out/stacks/gcp-dev-chat",
                        folder.resolve("stacks/demo").toString());
        assertThat(Program.run(folder, "sh", "-c", forget).exitCode()).isZero();
        assertThat(demo().isEmpty()).isTrue();
    }

    @Test
    void saysWhatFailedAndGoesOnFromThere() throws IOException {
        stack("echo quota exceeded; test -e " + folder.resolve("fixed"));

        assertThatThrownBy(this::apply)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("demo failed after ")
                .hasMessageContaining("1 of 3 are done and stay")
                .hasMessageContaining("quota exceeded");
        Files.createFile(folder.resolve("fixed"));
        assertThat(apply()).isTrue();
        assertThat(state()).contains("\"third\"");
    }

    @Test
    void writesItsStateWhenItIsInterrupted() throws Exception {
        stack("touch " + folder.resolve("began") + "; sleep 3");
        Process run = interrupted("TERM");

        assertThat(run.exitValue()).isEqualTo(143);
        assertThat(Files.readString(folder.resolve("errors")))
                .contains("Terraform finishes what it is making now", "Run the same command again to continue");
        // what was being made when it was asked to stop is written down, and what comes next did not begin
        assertThat(state()).contains("\"second\"").doesNotContain("\"third\"");
        assertThat(folder.resolve(".demo.tfstate.lock.info")).doesNotExist();
        assertThat(apply()).isTrue();
        assertThat(state()).contains("\"third\"");
    }

    @Test
    void goesOnWithoutTheProgramThatStartedIt() throws Exception {
        stack("touch " + folder.resolve("began") + "; sleep 2");
        Process run = interrupted("KILL");

        assertThat(run.exitValue()).isEqualTo(137);
        for (int i = 0;
                i < 100 && !(Files.exists(folder.resolve("demo.tfstate")) && state().contains("\"third\""));
                i++) {
            Thread.sleep(200);
        }
        assertThat(state()).contains("\"third\"");
    }

    /** A run in its own process that got {@code signal} while its second step was at work, and has ended. */
    private Process interrupted(String signal) throws Exception {
        Process run = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InterruptedRun.class.getName(),
                        folder.toString(),
                        "demo")
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        for (int i = 0; i < 300 && !Files.exists(folder.resolve("began")); i++) {
            assertThat(run.isAlive())
                    .as(Files.readString(folder.resolve("errors")))
                    .isTrue();
            Thread.sleep(100);
        }
        Program.run(folder, "kill", "-" + signal, String.valueOf(run.pid())).succeeds();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return run;
    }
}
