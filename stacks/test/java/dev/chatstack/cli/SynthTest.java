package dev.chatstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.synthesis.SynthesisCache;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A synth that changes nothing costs nothing, and one that changes something is never left out. */
class SynthTest {
    @RegisterExtension
    final CapturedOutput captured = new CapturedOutput();

    @TempDir
    Path root;

    private final ByteArrayOutputStream out = captured.out;
    private final Map<String, String> variables = new HashMap<>();
    private File program;

    @BeforeEach
    void environments() throws IOException {
        System.setErr(System.out);
        Files.createDirectories(root.resolve("config"));
        Files.createDirectories(root.resolve("website"));
        Files.writeString(root.resolve("website/index.html"), "hello");
        Files.copy(Path.of("..", "config", "k3s-chathub.yaml"), root.resolve("config/hub.yaml"));
        Files.copy(Path.of("..", "config", "local.yaml"), root.resolve("config/local.yaml"));
        program = Files.writeString(root.resolve("program.jar"), "one").toFile();
    }

    @Test
    void doesNothingAgainAndSaysTheSame() throws IOException {
        String first = synth();
        Map<String, Object> files = files();

        assertThat(synth()).isEqualTo(first).contains("warning: local: mongodb.members", "hub: ", "local: ");
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void everyKindOfChangeIsSeen() throws IOException {
        synth();
        Path hub = root.resolve("config/hub.yaml");
        writesAgain("hub", "the environment's file", () -> Files.writeString(hub, Files.readString(hub) + "# more\n"));
        writesAgain(
                "hub", "a file that it names", () -> Files.writeString(root.resolve("website/index.html"), "jello"));
        writesAgain("hub", "one more file", () -> Files.writeString(root.resolve("website/b.html"), "b"));
        writesAgain("hub", "a file less", () -> Files.delete(root.resolve("website/b.html")));
        writesAgain("hub local", "a variable", () -> variables.put("CHATSTACK_CONTEXT", "x"));
        writesAgain("hub local", "CDKTF's own variables", () -> variables.put("CDKTF_CONTEXT_JSON", "{}"));
        writesAgain("hub local", "the program", () -> Files.writeString(program.toPath(), "two more"));
        writesAgain(
                "hub local",
                "the program's time",
                () -> Files.setLastModifiedTime(program.toPath(), FileTime.fromMillis(1)));
        writesAgain("hub", "what was written", () -> Files.writeString(json("hub-chat"), "{}"));
        writesAgain("local", "what was written, gone", () -> Files.delete(json("local")));
        writesAgain("hub local", "damage to what is kept", () -> {
            try (Stream<Path> kept = Files.list(root.resolve("cdktf.out/chatstack"))) {
                for (Path entry : kept.toList()) {
                    Files.writeString(entry, Files.readString(entry).replace("5", "6"));
                }
            }
        });
    }

    @Test
    void theManifestNamesWhatIsSelected() throws IOException {
        synth();
        synth("-e", "local");
        assertThat(manifest()).contains("\"local\"").doesNotContain("hub-chat");
        synth();
        assertThat(manifest()).contains("\"local\"", "\"hub-chat\"", "\"hub-platform\"");
        Files.writeString(root.resolve("website/index.html"), "changed");
        synth();
        assertThat(manifest()).contains("\"local\"", "\"hub-chat\"", "\"hub-platform\"");
    }

    @Test
    void aMistakeIsNoReasonToForgetTheOthers() throws IOException {
        synth();
        Path hub = root.resolve("config/hub.yaml");
        String right = Files.readString(hub);
        Files.writeString(hub, right + "nothing: {}\n");
        assertThat(Main.run(workplace(), "synth")).isEqualTo(2);
        Files.writeString(hub, right);
        writesAgain("", "a mistake that is fixed", () -> {});
    }

    private interface Change {
        void make() throws IOException;
    }

    private void writesAgain(String environments, String what, Change change) throws IOException {
        Map<String, Object> before = files();
        change.make();
        synth();
        Map<String, Object> after = files();
        assertThat(List.of("hub", "local").stream()
                        .filter(name -> !before.get(name).equals(after.get(name)))
                        .toList())
                .as(what)
                .isEqualTo(Stream.of(environments.split(" "))
                        .filter(name -> !name.isEmpty())
                        .toList());
        Map<String, Object> again = files();
        synth();
        assertThat(files()).as("nothing after " + what).isEqualTo(again);
    }

    /** Which file on the disk each environment's JSON is: a new one after each synthesis. */
    private Map<String, Object> files() throws IOException {
        Map<String, Object> keys = new HashMap<>();
        for (String stack : List.of("hub-chat", "local")) {
            keys.put(stack.replace("-chat", ""), Files.exists(json(stack)) ? key(json(stack)) : "none");
        }
        return keys;
    }

    private static Object key(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino") + " " + Files.getAttribute(file, "unix:ctime");
    }

    private Path json(String stack) {
        return root.resolve("cdktf.out/stacks").resolve(stack).resolve("cdk.tf.json");
    }

    private String manifest() throws IOException {
        return Files.readString(root.resolve("cdktf.out/manifest.json"));
    }

    private Workplace workplace() {
        return new Workplace(root, root, variables);
    }

    /** Runs the command as if the program were in one jar; gives what it said. */
    private String synth(String... arguments) {
        out.reset();
        Chatstack chatstack = new Chatstack(workplace());
        new picocli.CommandLine(chatstack).parseArgs(arguments);
        Synth.run(chatstack, Optional.of(SynthesisCache.of(root.resolve("cdktf.out"), variables, List.of(program))));
        return out.toString(StandardCharsets.UTF_8);
    }
}
