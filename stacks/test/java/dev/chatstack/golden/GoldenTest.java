package dev.chatstack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.cli.Environments;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of {@code config/} synthesizes to the reviewed files of {@code test/resources/golden}.
 *
 * <p>A wanted change: {@code ./chatstack test -Dgolden.update=true}, then read the diff like any other code.
 */
class GoldenTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final int LONGEST_LINE = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path output;

    static Stream<String> environments() {
        return new Environments(CONFIG).names().stream();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void synthesizesToTheReviewedFiles(String environment) throws IOException {
        new Synthesis(List.of(ConfigLoader.load(CONFIG.resolve(environment + ".yaml"))), Optional.empty())
                .writeTo(output);

        try (Stream<Path> stacks = Files.list(output.resolve("stacks"))) {
            for (Path stack : stacks.sorted().toList()) {
                GoldenFile golden = GoldenFile.of(stack.getFileName().toString());
                String actual = GoldenFile.text(
                        JSON.readTree(stack.resolve("cdk.tf.json").toFile()));
                if (Boolean.getBoolean("golden.update")) {
                    golden.update(actual);
                }
                assertThat(golden.path()).exists().content().isEqualTo(actual);
            }
        }
    }

    @Test
    void hasNoReviewedFileWithoutAStack() throws IOException {
        List<String> stacks = environments()
                .flatMap(name -> EnvironmentStacks.names(ConfigLoader.load(CONFIG.resolve(name + ".yaml"))).stream())
                .map(stack -> stack + ".yaml")
                .toList();
        List<Path> orphans = GoldenFile.files().stream()
                .filter(file -> !stacks.contains(file.getFileName().toString()))
                .toList();
        if (Boolean.getBoolean("golden.update")) {
            for (Path orphan : orphans) {
                Files.delete(orphan);
            }
        } else {
            assertThat(orphans).isEmpty();
        }
    }

    @Test
    void hasNoLineThatIsTooLongToReview() throws IOException {
        for (Path file : GoldenFile.files()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).allSatisfy(line -> assertThat(line)
                    .hasSizeLessThanOrEqualTo(LONGEST_LINE));
        }
    }
}
