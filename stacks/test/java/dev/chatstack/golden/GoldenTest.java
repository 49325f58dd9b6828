package dev.chatstack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatstack.cli.Diagram;
import dev.chatstack.cli.Environments;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.EnvironmentStacks;
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

/**
 * Every file of {@code config/} synthesizes to the reviewed JSON beside this test, and is drawn as in {@code docs/architecture}.
 *
 * <p>A wanted change: {@code ./chatstack test -Dgolden.update=true}, then read the diff like any other code.
 */
public class GoldenTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final Path GOLDEN = Path.of("test", "resources", "golden");
    private static final Path PICTURES = Path.of("..", "docs", "architecture");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @TempDir
    Path output;

    static Stream<String> environments() {
        return new Environments(CONFIG).names().stream();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void synthesizesToTheReviewedJson(String environment) throws IOException {
        new Synthesis(List.of(ConfigLoader.load(CONFIG.resolve(environment + ".yaml"))), Optional.empty())
                .writeTo(output);

        try (Stream<Path> stacks = Files.list(output.resolve("stacks"))) {
            for (Path stack : stacks.sorted().toList()) {
                Path golden = GOLDEN.resolve(stack.getFileName() + ".json");
                String actual = readable(stack.resolve("cdk.tf.json"));
                if (Boolean.getBoolean("golden.update")) {
                    Files.writeString(golden, actual);
                }
                assertThat(golden).exists().content().isEqualTo(actual);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("environments")
    void isDrawnAsOnThePages(String environment) throws IOException {
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
    void showsEveryPictureOnThePage() throws IOException {
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

    @Test
    void hasNoReviewedJsonWithoutAStack() throws IOException {
        List<String> stacks = environments()
                .flatMap(name -> EnvironmentStacks.names(ConfigLoader.load(CONFIG.resolve(name + ".yaml"))).stream())
                .map(stack -> stack + ".json")
                .toList();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(stacks);
        }
    }

    /** Sorted, without CDKTF's notes, texts of many lines as lists of lines. */
    private static String readable(Path file) throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
        return JSON.writeValueAsString(Readable.of(root)) + "\n";
    }
}
