package dev.chatstack.deploy;

import static dev.chatstack.deploy.TerraformStandIn.change;
import static dev.chatstack.deploy.TerraformStandIn.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.live.Kubectl;
import dev.chatstack.live.ProgramStandIn;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.UserError;
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
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The Secrets that a person makes")
class OwnSecretsTest {
    private static final Environment ENVIRONMENT = ConfigLoader.load(Path.of("..", "config", "aws-prod.yaml"));

    @TempDir
    static Path stacks;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private TerraformStandIn terraform;

    @BeforeAll
    static void synthesizes() {
        new Synthesis(List.of(ENVIRONMENT), Optional.empty()).writeTo(stacks.resolve("out"));
    }

    @BeforeEach
    void standsIn() throws IOException {
        terraform = TerraformStandIn.in(folder)
                .plans(plan(change("kubernetes_namespace_v1", "application", "\"create\"", "")));
    }

    private void await(String answers, boolean yes) {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                yes);
        new OwnSecrets(
                        ENVIRONMENT,
                        EnvironmentStacks.read(ENVIRONMENT, stacks.resolve("out")),
                        "aws-prod-chat",
                        () -> Kubectl.called(folder.resolve("kubectl").toString()),
                        terminal)
                .await(new StackDeployments(
                                stacks.resolve("out"),
                                Map.of(
                                        "TERRAFORM_BINARY_NAME",
                                        terraform.program().toString()),
                                terminal,
                                false,
                                Duration.ZERO)
                        .of("aws-prod-chat"));
    }

    @Test
    void areNamedWithWhatToTypeAndStopAProgramThatNobodyWatches() throws IOException {
        ProgramStandIn.of(folder, "kubectl", "never) :");

        assertThatThrownBy(() -> await("", true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("  # chat.licenceSecret\n  kubectl -n ")
                .hasMessageContaining(" create secret generic rocketchat-licence --from-file=licence=FILE\n")
                .hasMessageEndingWith("run the same command again to continue");
        assertThat(terraform.told())
                .anyMatch(line ->
                        line.startsWith("aws-prod-chat plan") && line.contains("-target=kubernetes_namespace_v1."));
    }

    @Test
    void areLookedForAgainWhenThePersonSaysSo() throws IOException {
        ProgramStandIn.of(
                folder,
                "kubectl",
                "*\"get secret rocketchat-licence\"*) [ -e made ] && echo licence || { touch made; echo NotFound >&2; exit 1; }");
        await("y\n\n", false);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Secrets that only you can create are missing", "Secrets that you create: 1 of 1 exist");
        assertThat(Files.readString(folder.resolve("kubectl-told"))).doesNotContain("-o json", "-o yaml");
    }

    @Test
    void areMissingWhenAKeyIs() throws IOException {
        ProgramStandIn.of(folder, "kubectl", "*\"get secret rocketchat-licence\"*) echo license");

        assertThatThrownBy(() -> await("y\nq\n", false))
                .hasMessage("stopped: Secrets are missing. Create them, then run the same command again to continue");
    }

    @Test
    void cannotBeLookedForWithoutASignIn() throws IOException {
        ProgramStandIn.of(folder, "kubectl", "*secret*) echo 'error: You must be logged in' >&2; exit 1");

        assertThatThrownBy(() -> await("y\n", false))
                .hasMessageContaining("cannot look for the Secret rocketchat-licence")
                .hasMessageEndingWith("error: You must be logged in");
    }
}
