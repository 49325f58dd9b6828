package dev.chatstack.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import dev.chatstack.cli.Environments;
import dev.chatstack.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code docs/examples}: one for each situation that people are in. */
@DisplayName("Every example")
class ExamplesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Environments EXAMPLES = new Environments(DOCS.resolve("examples"));
    private static final int LONGEST = 60;

    static Stream<String> names() {
        return EXAMPLES.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isRight(String name) {
        assertThatCode(() -> EXAMPLES.load(List.of(name))).doesNotThrowAnyException();
    }

    @Test
    void becomesStacksThatKeepWhatHoldsForAll() {
        List<Environment> all = EXAMPLES.load(List.of());
        assertThat(all).isNotEmpty();
        assertThat(Invariants.broken(all)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isShortAndAnEditorKnowsItsSettings(String name) throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLES.folder().resolve(name + ".yaml"));
        assertThat(lines).hasSizeLessThanOrEqualTo(LONGEST);
        assertThat(lines.get(0)).isEqualTo("# yaml-language-server: $schema=../../config/schema.json");
        assertThat(lines.get(1)).as("what situation it is for").startsWith("# ");
    }

    @ParameterizedTest
    @MethodSource("names")
    void isLinkedFromAPage(String name) throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                if (Files.readString(page).contains("(examples/" + name + ".yaml)")) {
                    return;
                }
            }
        }
        fail("no page of docs links to examples/" + name + ".yaml");
    }
}
