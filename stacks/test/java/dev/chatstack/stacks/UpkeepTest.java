package dev.chatstack.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("up and down")
class UpkeepTest {
    private static final Path CONFIG = Path.of("..", "config");

    @TempDir
    Path output;

    /** Stands for Terraform: writes down what it is told. */
    private Upkeep upkeep(String name) throws IOException {
        Path terraform = output.resolve("terraform");
        Files.writeString(terraform, "#!/bin/sh\nshift\necho \"$@\" >>" + output.resolve("told") + "\n");
        terraform.toFile().setExecutable(true);
        Environment environment = ConfigLoader.load(CONFIG.resolve(name + ".yaml"));
        return new Upkeep(environment, output, Map.of("TERRAFORM_BINARY_NAME", terraform.toString()));
    }

    @Test
    void initsAppliesAndPrints() throws IOException {
        upkeep("local").up();

        assertThat(output.resolve("told")).hasContent("init -input=false\napply -input=false -auto-approve\noutput\n");
    }

    @Test
    void keepsTheDataUnlessTold() throws IOException {
        upkeep("local").down(false);

        assertThat(output.resolve("told")).hasContent("init -input=false\ndestroy -input=false -auto-approve\n");
    }

    @Test
    void knowsTheVolumesThatOutliveADestroy() throws IOException {
        Upkeep upkeep = upkeep("local");
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
