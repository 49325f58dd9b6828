package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test is worth as much as the program that stands in for the real one: each says what it was compared with, or with nothing. */
@DisplayName("A stand-in")
class StandInsTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> FOLDERS = List.of(
            "src/test/scripts/backup/stand-ins",
            "src/test/scripts/backup/places",
            "src/test/scripts/backup/recorded",
            "e2e/docker/stand-ins",
            "e2e/pods/stand-ins",
            "e2e/pods/programs/answers",
            "e2e/pods/programs/mail",
            "e2e/aws");

    /** In the first lines of a program; what makes images of them says it otherwise. */
    private static final Pattern STAND_IN = Pattern.compile("Stands in|kept in memory|The real rclone");

    private static final Pattern COMPARED =
            Pattern.compile("(?i)compared with .{0,160}?(\\d|\\bno\\b|that version)|nothing to be compared with");

    static Stream<Path> programs() throws IOException {
        Stream<Path> scripts = FOLDERS.stream()
                .flatMap(folder -> files(ROOT.resolve(folder)))
                .filter(file -> STAND_IN.matcher(beginning(file)).find());
        Stream<Path> classes = Stream.of("src/test/java", "stacks/test/java")
                .flatMap(folder -> files(ROOT.resolve(folder)))
                .filter(file ->
                        file.getFileName().toString().matches("\\w*(ram|Terraform)StandIn\\.java|StandInChat\\.java"));
        return Stream.concat(scripts, classes);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void saysWhatItWasComparedWith(Path program) {
        String comments = text(program)
                .lines()
                .map(line -> line.replaceFirst("^\\s*(//|#|\\*)\\s*", ""))
                .collect(Collectors.joining(" "));

        assertThat(COMPARED.matcher(comments).find()).as(program.toString()).isTrue();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String beginning(Path file) {
        String text = text(file);
        return text.substring(0, Math.min(text.length(), 300));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
