package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of the program, in their own folder, whose machine fails. */
@DisplayName("A synth whose machine fails")
class WhenThingsBreakTest {
    private static final long PATIENCE_SECONDS = 240;

    @TempDir
    Path root;

    @BeforeEach
    void copies() throws IOException {
        Files.createDirectory(root.resolve("config"));
        Files.copy(Path.of("..", "config", "gcp-dev.yaml"), root.resolve("config/good.yaml"));
    }

    @Test
    void leavesWhatWasThereWhenItIsKilledAndIsRightTheNextTime() throws Exception {
        assertThat(run(synth())).isZero();
        Map<String, String> before = output();
        String file = Files.readString(root.resolve("config/good.yaml"));
        Files.writeString(root.resolve("config/good.yaml"), file.replace("volume: 20Gi", "volume: 30Gi"));

        Process killed = start(synth());
        while (killed.isAlive() && unfinished().isEmpty()) {
            Thread.sleep(5);
        }
        List<ProcessHandle> engine = killed.descendants().toList();
        killed.destroyForcibly().waitFor();
        engine.forEach(ProcessHandle::destroyForcibly);

        assertThat(output()).isEqualTo(before);
        for (Path one : unfinished()) {
            Files.setLastModifiedTime(one, FileTime.from(Instant.now().minusSeconds(4000)));
        }
        assertThat(run(synth())).isZero();
        assertThat(output()).isNotEqualTo(before);
        assertThat(output().get("stacks/good-chat/cdk.tf.json")).contains("30Gi");
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void givesOneOutputToTwoAtOnce() throws Exception {
        Process one = start(synth());
        Process other = start(synth());

        assertThat(await(one)).isZero();
        assertThat(await(other)).isZero();
        Map<String, String> both = output();
        assertThat(unfinished()).isEmpty();
        assertThat(run(synth())).isZero();
        assertThat(output()).isEqualTo(both);
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        String said = onA("size=96k", "mkdir cdktf.out; echo old >cdktf.out/manifest.json;");

        assertThat(said).contains("no space left on device; nothing that was there is lost", "exit 2", "old");
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws Exception {
        String said = onA("size=1m,ro", "");

        assertThat(said)
                .containsIgnoringCase("read-only file system; nothing that was there is lost")
                .contains("exit 2");
    }

    /** A synth into its own file system with {@code options}, and what is there afterwards. */
    private String onA(String options, String before) throws Exception {
        Path mount = Files.createDirectory(root.resolve("small"));
        List<String> namespace = List.of("unshare", "--map-root-user", "--mount", "sh", "-c");
        List<String> tried = new ArrayList<>(namespace);
        tried.add("mount -t tmpfs -o size=64k none " + mount);
        assumeTrue(run(tried) == 0, "this machine lets nobody mount their own file system");
        String java =
                String.join(" ", synth().stream().map(word -> "'" + word + "'").toList());
        List<String> command = new ArrayList<>(namespace);
        command.add("mount -t tmpfs -o " + options + " none " + mount + " && cd " + mount + " && " + before
                + " export CDKTF_OUTDIR=" + mount + "/cdktf.out; cd " + root + "; " + java + "; echo exit $?; find "
                + mount
                + " -name manifest.json -exec cat {} +; ls -A " + mount);
        Process process = start(command);
        assertThat(await(process)).isZero();
        String said = Files.readString(root.resolve("said-" + process.pid()));
        assertThat(said).doesNotContain("\tat ").doesNotContainPattern("(?m)^[.]synth-");
        return said;
    }

    private static List<String> synth() {
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absoluteClassPath(),
                "dev.chatstack.cli.Main",
                "synth");
    }

    private static String absoluteClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((one, other) -> one + ":" + other)
                .orElseThrow();
    }

    private int run(List<String> command) throws Exception {
        return await(start(command));
    }

    private Process start(List<String> command) throws IOException {
        Path said = Files.createTempFile(root, "saying-", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().remove("CHATSTACK_ENV");
        builder.environment().put("CHATSTACK_CALLER", root.toString());
        Process process = builder.start();
        Files.createSymbolicLink(root.resolve("said-" + process.pid()), said);
        return process;
    }

    private int await(Process process) throws Exception {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        if (process.exitValue() != 0) {
            System.err.println(Files.readString(root.resolve("said-" + process.pid()), StandardCharsets.UTF_8));
        }
        return process.exitValue();
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".synth-"))
                    .toList();
        }
    }

    private Map<String, String> output() throws IOException {
        Path folder = root.resolve("cdktf.out");
        Map<String, String> output = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList()) {
                output.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return output;
    }
}
