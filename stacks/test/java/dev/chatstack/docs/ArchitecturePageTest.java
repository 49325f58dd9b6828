package dev.chatstack.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.cli.Diagram;
import dev.chatstack.cli.Environments;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.synthesis.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/architecture} shows every shipped environment as it is; {@code -Dgolden.update=true} draws the pictures again. */
class ArchitecturePageTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final Path PICTURES = Path.of("..", "docs", "architecture");

    @TempDir
    Path output;

    static Stream<String> environments() {
        return new Environments(CONFIG).names().stream();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void drawsTheEnvironmentAsItIs(String environment) throws IOException {
        List<Environment> environments = List.of(ConfigLoader.load(CONFIG.resolve(environment + ".yaml")));
        List<Path> pictures = new Synthesis(environments, Optional.empty())
                .inTemporaryFolder(stacks -> Diagram.write(environments, stacks, output));
        for (Path picture : pictures) {
            Path reviewed = PICTURES.resolve(picture.getFileName());
            if (Boolean.getBoolean("golden.update")) {
                Files.copy(picture, reviewed, StandardCopyOption.REPLACE_EXISTING);
            }
            assertThat(reviewed).exists().hasSameTextualContentAs(picture);
        }
    }

    @Test
    void showsEveryPicture() throws IOException {
        Path page = PICTURES.resolve("README.md");
        String mark = "written by a test -->\n";
        String text = Files.readString(page);
        String expected = text.substring(0, text.indexOf(mark) + mark.length())
                + environments()
                        .map(name -> "\n## %s\n\n![%s](%s.svg)\n".formatted(name, name, name))
                        .collect(Collectors.joining());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, expected);
        }
        assertThat(page).content().isEqualTo(expected);
    }
}
