package dev.chatstack.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("up and down")
class DockerDeploymentTest {
    private static final Path CONFIG = Path.of("..", "config");

    @TempDir
    Path output;

    private DockerDeployment upkeep(String name) throws IOException {
        return upkeep(name, "{}");
    }

    /** Stands for Terraform: writes down what it is told, and shows {@code plan}. */
    private DockerDeployment upkeep(String name, String plan) throws IOException {
        Path terraform = output.resolve("terraform");
        Files.writeString(output.resolve("plan.json"), plan);
        Files.writeString(terraform, """
                #!/bin/sh
                shift
                echo "$@" >>%1$s/told
                [ "$1" != show ] || cat %1$s/plan.json
                """.formatted(output));
        terraform.toFile().setExecutable(true);
        Environment environment = ConfigLoader.load(CONFIG.resolve(name + ".yaml"));
        return new DockerDeployment(
                environment, output, Map.of("TERRAFORM_BINARY_NAME", terraform.toString()), Duration.ZERO);
    }

    @Test
    void initsAppliesAndPrints() throws IOException {
        upkeep("local").up();

        assertThat(output.resolve("told")).hasContent("""
                        init -input=false
                        plan -input=false -out=up.tfplan
                        show -json up.tfplan
                        apply -input=false up.tfplan
                        output
                        """);
    }

    @Test
    void replacesServersOneAfterTheOther() throws IOException {
        upkeep(
                        "local",
                        RollingReplacementTest.plan(
                                RollingReplacementTest.replaced("rocketchat", 1),
                                RollingReplacementTest.replaced("rocketchat", 0)))
                .up();

        assertThat(output.resolve("told")).content().endsWith("""
                        apply -input=false -auto-approve -target=docker_container.rocketchat-0
                        apply -input=false -auto-approve -target=docker_container.rocketchat-1
                        apply -input=false -auto-approve
                        output
                        """);
    }

    @Test
    void keepsTheDataUnlessTold() throws IOException {
        upkeep("local").down(false);

        assertThat(output.resolve("told")).hasContent("init -input=false\ndestroy -input=false -auto-approve\n");
    }

    @Test
    void knowsTheVolumesThatOutliveADestroy() throws IOException {
        DockerDeployment upkeep = upkeep("local");
        new Synthesis(List.of(upkeep.environment()), Optional.empty()).writeTo(output);

        assertThat(upkeep.dataVolumes())
                .contains("local-mongodb-0", "local-passwords", "local-prometheus", "local-loki", "local-grafana")
                .noneMatch(name -> name.endsWith("-files"));
    }

    @Test
    void isForADockerHost() {
        assertThatThrownBy(() -> upkeep("gcp-dev"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("gcp-dev: cloud.provider must be docker");
    }
}
