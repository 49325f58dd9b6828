package dev.chatstack.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatstack.cli.Environments;
import dev.chatstack.cli.Main;
import dev.chatstack.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Shares of many environments")
class SharesTest {
    private static final List<Environment> SOME =
            new Environments(Path.of("..", "config")).load(List.of("gcp-dev", "k3s-chathub", "local"));

    @TempDir
    Path folder;

    @Test
    void holdEveryEnvironmentOnceInOrderAndAreOfAboutTheSameSize() {
        for (int environments = 1; environments <= 40; environments++) {
            for (int processes = 1; processes <= 5; processes++) {
                for (int least = 1; least <= 12; least++) {
                    List<Environment> all = Collections.nCopies(environments, SOME.get(0));
                    List<Integer> sizes = Shares.of(all, processes, least).environments().stream()
                            .map(List::size)
                            .toList();

                    assertThat(sizes).hasSizeBetween(1, processes);
                    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(environments);
                    assertThat(Collections.max(sizes) - Collections.min(sizes)).isLessThanOrEqualTo(1);
                    assertThat(sizes.size() == 1 || Collections.min(sizes) >= least)
                            .isTrue();
                }
            }
        }
        assertThat(Shares.of(SOME, 2, 1).environments().stream()
                        .flatMap(List::stream)
                        .toList())
                .isEqualTo(SOME);
    }

    @Test
    void becomeWhatOneProcessWouldHaveWritten() throws IOException {
        Path together = Files.createDirectory(folder.resolve("together"));
        Path apart = Files.createDirectory(folder.resolve("apart"));
        new Synthesis(SOME, Optional.empty()).alone(together);

        Shares shares = Shares.of(SOME, 3, 1);
        List<Process> others = shares.start(launcher("exec \"$@\""), apart);
        assertThat(others).hasSize(2);
        new Synthesis(shares.own(), Optional.empty()).alone(apart);
        shares.join(others, apart);

        assertThat(files(apart)).isEqualTo(files(together));
    }

    @Test
    void areNotPutTogetherWhenAnotherProcessFails() throws IOException {
        Shares shares = Shares.of(SOME, 2, 1);
        List<Process> others = shares.start(launcher("exit 1"), folder);

        assertThatThrownBy(() -> shares.join(others, folder)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sayNoMoreWhenAnotherProcessHasSaidWhatAPersonCanMend() throws IOException {
        Shares shares = Shares.of(SOME, 2, 1);
        List<Process> others = shares.start(launcher("exit 2"), folder);

        assertThatThrownBy(() -> shares.join(others, folder))
                .isInstanceOf(UserError.class)
                .hasMessage("nothing is written");
    }

    /** Stands for the script {@code chatstack}, which would build first. */
    private String launcher(String script) throws IOException {
        Path launcher = folder.resolve("launcher");
        Files.writeString(
                launcher,
                String.join(
                        "\n",
                        "#!/bin/sh",
                        "set -- '%s' -cp '%s' %s \"$@\""
                                .formatted(
                                        Path.of(System.getProperty("java.home"), "bin", "java"),
                                        System.getProperty("java.class.path"),
                                        Main.class.getName()),
                        script,
                        ""));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        return launcher.toString();
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                String name = root.relativize(file).toString();
                files.put(
                        name,
                        name.equals("manifest.json")
                                ? new JsonMapper().readTree(text).toString()
                                : text);
            }
        }
        return files;
    }
}
