package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.testing.EnvironmentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsTest {
    @TempDir
    Path folder;

    private Environments environments;

    @BeforeEach
    void writesTwoFiles() throws IOException {
        environments = new Environments(folder);
        Files.writeString(folder.resolve("prod.yaml"), EnvironmentFile.AWS.text());
        Files.writeString(folder.resolve("dev.yaml"), EnvironmentFile.GOOGLE.text());
    }

    @Test
    void namesTheYamlFilesOfTheFolder() throws IOException {
        Files.writeString(folder.resolve("README.md"), "");

        assertThat(environments.names()).containsExactly("dev", "prod");
        assertThat(environments.load(List.of())).extracting(Environment::name).containsExactly("dev", "prod");
    }

    /** What Emacs and vim leave next to a file that is open. */
    @Test
    void passesOverTheLocksOfEditorsAndSaysWhatIsMisnamed() throws IOException {
        Files.createSymbolicLink(folder.resolve(".#prod.yaml"), folder.resolve("ada@host.123"));
        Files.writeString(folder.resolve(".prod.yaml.swp"), "x");
        Files.writeString(folder.resolve("other.yml"), EnvironmentFile.AWS.text());

        assertThat(environments.names()).containsExactly("dev", "prod");
        assertThat(environments.load(List.of())).hasSize(2);
        assertThat(environments.misnamed()).containsExactly("other.yml");
        assertThatThrownBy(() -> environments.load(List.of("other")))
                .hasMessageContaining("other.yml must be called other.yaml");
    }

    @Test
    void loadsOnlyTheOneThatWasAskedFor() {
        assertThat(environments.load(List.of("prod")))
                .extracting(Environment::name)
                .containsExactly("prod");
    }

    @Test
    void saysWhatAFileIsCalledHere() {
        assertThatThrownBy(() -> environments.load(List.of("config/prod.yaml")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("say `prod`, the file's name without .yaml");
    }

    @Test
    void listsTheEnvironmentsThereAre() {
        assertThatThrownBy(() -> environments.load(List.of("production")))
                .hasMessage("no environment `production` in " + folder + "; there are: dev, prod");
    }

    @Test
    void hidesNoMistakeBehindThatOfAnotherFile() throws IOException {
        Files.writeString(folder.resolve("dev.yaml"), "mesh: {}\n");

        assertThatThrownBy(() -> environments.load(List.of("dev", "none")))
                .hasMessageContaining("dev.yaml")
                .hasMessageContaining("no environment `none`");
    }

    @Test
    void hidesNoGoodFileBehindABadOne() throws IOException {
        Files.writeString(folder.resolve("dev.yaml"), "mesh: {}\n");
        List<String> fine = new ArrayList<>();

        assertThatThrownBy(() -> environments.load(List.of(), environment -> fine.add(environment.name())))
                .hasMessageContaining("dev.yaml");
        assertThat(fine).containsExactly("prod");
    }

    @Test
    void refusesAFolderWithoutFiles(@TempDir Path empty) {
        assertThatThrownBy(() -> new Environments(empty).load(List.of()))
                .hasMessageContaining("one is a file ENV.yaml");
    }
}
