package dev.chatstack.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Shell scripts")
class ShellScriptsTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Set<String> NOT_OURS = Set.of(".git", "cdktf.out", "node_modules", "target", ".terraform");

    @Test
    void passShellcheck() throws IOException {
        List<String> scripts = scripts(REPOSITORY);

        assertThat(scripts).contains("chatstack", "bootstrap-mgmt.sh", ".ci/run", "tools/install.sh");
        Program.run(
                        REPOSITORY,
                        Stream.concat(Stream.of("shellcheck", "-x", "-P", "SCRIPTDIR"), scripts.stream())
                                .toArray(String[]::new))
                .succeeds();
    }

    /** A stop reaches the whole group, so what a trap kills may be gone; `set -e` would then end the trap before it cleans up. */
    @Test
    void trapsGoOnWhenWhatTheyKillIsGone() throws IOException {
        Pattern fatal = Pattern.compile("\\b(kill|wait)( [^;&|']*)?(?! \\|\\|)[;&']");
        List<String> traps = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String script : scripts(REPOSITORY.resolve("src/main/resources"))) {
            Files.readString(REPOSITORY.resolve(script))
                    .lines()
                    .filter(line -> line.strip().startsWith("trap '"))
                    .forEach(line -> {
                        traps.add(line);
                        if (fatal.matcher(line.replaceAll("\\bwait;", "")).find()) {
                            wrong.add(script + ": " + line.strip());
                        }
                    });
        }

        assertThat(traps).hasSizeGreaterThan(5);
        assertThat(wrong).isEmpty();
    }

    /** Every shell script below a folder: by its first line, so that none escapes by its name. */
    private static List<String> scripts(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.filter(path -> !NOT_OURS.contains(path.getFileName().toString()))
                    .sorted()
                    .flatMap(path -> {
                        try {
                            return Files.isDirectory(path)
                                    ? scripts(path).stream()
                                    : Stream.of(REPOSITORY.relativize(path).toString())
                                            .filter(name -> isShell(path));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    private static boolean isShell(Path file) {
        try (var input = Files.newInputStream(file)) {
            String start = new String(input.readNBytes(60), StandardCharsets.ISO_8859_1);
            return start.matches("(?s)(#!\\S*[/ ](env )?(ba|da)?sh\\b|# shellcheck shell=).*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
