package dev.chatstack.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cli.Environments;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.stacks.EnvironmentStacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code docs/examples}: one for each situation that people are in. */
@DisplayName("Every example")
class ExamplesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Environments EXAMPLES = new Environments(DOCS.resolve("examples"));
    private static final int LONGEST = 60;

    /** What each example makes different from the plain environment that is most like it. */
    private static final Path REVIEWED = Path.of("test", "resources", "examples");

    private static final long REVIEWED_BYTES = 200 << 10;

    static Stream<String> names() {
        return EXAMPLES.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isRight(String name) {
        assertThatCode(() -> EXAMPLES.load(List.of(name))).doesNotThrowAnyException();
    }

    /** Under names of the same length that stand nowhere else, so that the names are no difference. */
    @Test
    void becomesReviewedStacksThatKeepWhatHoldsForAll(@TempDir Path folder) throws IOException {
        Map<String, Environment> examples = new LinkedHashMap<>();
        for (String name : EXAMPLES.names()) {
            examples.put(
                    name, renamed(EXAMPLES.folder().resolve(name + ".yaml"), folder, "zq" + (examples.size() + 10)));
        }
        Map<String, Environment> plain = new LinkedHashMap<>();
        for (String name : new Environments(REVIEWED.resolve("plain")).names()) {
            plain.put(
                    name,
                    renamed(REVIEWED.resolve("plain").resolve(name + ".yaml"), folder, "zx" + (plain.size() + 10)));
        }
        List<Environment> all = new ArrayList<>(examples.values());
        all.addAll(plain.values());
        assertThat(examples).isNotEmpty();
        new Synthesis(all, Optional.empty()).inTemporaryFolder(output -> {
            assertThat(Invariants.broken(all, output)).isEmpty();
            examples.forEach((name, example) -> {
                // docs/sizes.md shows what numbers of people need
                if (!name.startsWith("people-")) {
                    reviewed(name, difference(example, plain, output));
                }
            });
            return all;
        });
        assertThat(size()).as("bytes that people must read").isLessThan(REVIEWED_BYTES);
    }

    private static Environment renamed(Path file, Path folder, String name) throws IOException {
        return ConfigLoader.load(Files.copy(file, folder.resolve(name + ".yaml")));
    }

    /** From the plain environment of the same cloud that is most like it. */
    private static String difference(Environment example, Map<String, Environment> plain, Path output) {
        Blueprint after = EnvironmentStacks.read(example, output);
        return plain.entrySet().stream()
                .filter(each -> each.getValue().config().cloud().getClass()
                        == example.config().cloud().getClass())
                .map(each -> text(
                        each.getKey(),
                        Differences.between(
                                EnvironmentStacks.read(each.getValue(), output),
                                each.getValue().name(),
                                after,
                                example.name())))
                .min(Comparator.comparingLong(text -> text.lines().count()))
                .orElseThrow();
    }

    private static String text(String plain, List<String> lines) {
        return "# Written by ./chatstack test -Dgolden.update=true: what is different from plain/" + plain + ".yaml\n"
                + String.join("\n", lines) + "\n";
    }

    private static void reviewed(String name, String difference) {
        Path file = REVIEWED.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(file, difference);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as(name)
                    .isEqualTo(difference);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size() throws IOException {
        try (Stream<Path> files = Files.list(REVIEWED)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
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
