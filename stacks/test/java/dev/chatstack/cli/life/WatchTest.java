package dev.chatstack.cli.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.cli.CapturedOutput;
import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Workplace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("./chatstack synth --watch")
class WatchTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    final CapturedOutput captured = new CapturedOutput();

    @TempDir
    Path root;

    private final ByteArrayOutputStream out = captured.out;
    private Path hub = Path.of("");
    private Thread watch = new Thread();
    private int read;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(root.resolve("config"));
        Files.createDirectories(root.resolve("website"));
        Files.writeString(root.resolve("website/index.html"), "hello");
        hub = Files.copy(Path.of("..", "config", "k3s-chathub.yaml"), root.resolve("config/hub.yaml"));
        watch = new Thread(() -> Watch.run(new Chatstack(new Workplace(root, root, Map.of()))));
        watch.start();
        says("watching " + root.resolve("config"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        watch.interrupt();
        watch.join(PATIENCE);
        assertThat(watch.isAlive()).isFalse();
    }

    @Test
    void saysWhatASavedFileMeansSinceItBegan() throws Exception {
        String right = Files.readString(hub);
        Files.writeString(hub, right.replace("  product: tailchat", "  product: mailchat"));
        says("chat.product");

        Files.writeString(hub, right.replace("  members: 3", "  members: 5"));
        says("hub: cost: as before");
        says("compared with the synth of");
        assertThat(root.resolve("cdktf.out/stacks/hub-chat/cdk.tf.json")).exists();

        Files.writeString(root.resolve("website/index.html"), "jello");
        says("compared with the synth of");
    }

    /** What comes after the last text that was waited for. */
    private void says(String text) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            int at = out.toString(StandardCharsets.UTF_8).indexOf(text, read);
            if (at >= 0) {
                read = at + text.length();
                return;
            }
            Thread.sleep(20);
        }
        assertThat(out.toString(StandardCharsets.UTF_8).substring(read)).contains(text);
    }
}
