package dev.chatstack.config.loader;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file that no editor wrote")
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileTextTest {
    @TempDir
    Path folder;

    @Test
    void endsSomewhere() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.yaml");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(5, TimeUnit.SECONDS);
        Path zero = Files.createSymbolicLink(folder.resolve("zero.yaml"), Path.of("/dev/zero"));
        Path nothing = Files.createSymbolicLink(folder.resolve("nothing.yaml"), folder.resolve("gone"));

        assertThatThrownBy(() -> ConfigLoader.load(pipe)).hasMessageContaining("must be a file, but is a pipe");
        assertThatThrownBy(() -> ConfigLoader.load(zero)).hasMessageContaining("must be a file, but is a pipe");
        assertThatThrownBy(() -> ConfigLoader.load(nothing))
                .hasMessageContaining("is a link to a file that does not exist");
    }

    @Test
    void hasTheSizeOfAnEnvironment() throws IOException {
        refuses("# " + "x".repeat(1 << 20), "must have at most 1048576 bytes");
        refuses("chat: {}\nx: " + "y".repeat(200_000), "line 2: must have at most 100000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void isNotNestedWithoutEnd(String opening) throws IOException {
        refuses(
                "x: " + (opening.equals("- ") ? "\n " : "") + opening.repeat(10_000),
                "must not nest blocks deeper than 32");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\n---\\nb: 2 | line 2, column 1: must be one document",
                "a: &x 1\\nb: *x | line 2, column 4: must not use an alias",
                "a: !!int 3 | line 1, column 4: must not use a tag",
                "a: 010 | line 1, column 4: must be decimal digits without a 0 before them, got `010`",
                "a: 0x1F | must be decimal digits",
                "a: 1_000 | must be decimal digits",
                "a: .inf | must be decimal digits",
                "# nothing | must hold settings, but is empty"
            })
    void saysWhatItMeans(String text, String message) throws IOException {
        refuses(text.replace("\\n", "\n"), message);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\0', '\7', '\33', '\177', '\u0085', '\u009b'})
    void showsWhatIsInIt(char hidden) throws IOException {
        refuses(
                "a: 1\nb: x" + hidden + "y\n",
                String.format(
                        "line 2, column 5: must hold no control characters, but holds character %04X", (int) hidden));
    }

    @Test
    void saysNoMoreThanAnybodyReads() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("unknown").append(i).append(": 1\n");
        }
        refuses(text.toString(), "\n  - and 9");
    }

    private void refuses(String text, String message) throws IOException {
        Path file = folder.resolve("broken.yaml");
        Files.writeString(file, text, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ConfigLoader.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
