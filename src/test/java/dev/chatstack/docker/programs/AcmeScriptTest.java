package dev.chatstack.docker.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped script before something that answers as HAProxy's command line does. */
@DisplayName("What keeps the certificates that HAProxy gets")
class AcmeScriptTest {
    private static final Path SCRIPT =
            Path.of("..", "src", "main", "resources", "docker", "acme.sh").toAbsolutePath();
    private static final String FIRST = "-----BEGIN PRIVATE KEY-----\nfirst\n-----BEGIN CERTIFICATE-----\nfirst";
    private static final String ISSUED = FIRST.replace("first", "issued");

    @TempDir
    Path folder;

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile String held = FIRST;
    private ServerSocket haproxy;
    private Process script;

    @BeforeEach
    void starts() throws IOException {
        haproxy = new ServerSocket(Ports.free(), 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answers);
        Files.writeString(folder.resolve("own"), "first certificate\n");
        Files.writeString(folder.resolve("own.key"), "first key\n");
    }

    @AfterEach
    void stops() throws IOException {
        script.descendants().forEach(ProcessHandle::destroy);
        script.destroy();
        haproxy.close();
    }

    @Test
    void asksForTheFirstOneAndKeepsItWhenItComes() throws Exception {
        run("1200");

        await(() -> commands.contains("acme renew " + folder.resolve("kept")));
        assertThat(folder.resolve("kept.issued")).doesNotExist();
        held = ISSUED;
        await(() -> Files.exists(folder.resolve("kept.issued")));
        assertThat(folder.resolve("kept")).hasContent(ISSUED);
        assertThat(commands).filteredOn(command -> command.startsWith("acme")).hasSize(1);
    }

    @Test
    void asksAgainWhileThereIsNone() throws Exception {
        run("1");

        await(() ->
                commands.stream().filter(command -> command.startsWith("acme")).count() > 1);
        assertThat(folder.resolve("kept")).hasContent("first certificate\nfirst key");
    }

    @Test
    void beginsWithTheOneThatItKeptAndAsksForNone() throws Exception {
        Files.writeString(folder.resolve("kept"), ISSUED);
        Files.createFile(folder.resolve("kept.issued"));
        held = ISSUED;
        run("1");

        await(() -> commands.size() > 3);
        assertThat(commands).allMatch(command -> command.startsWith("dump ssl cert"));
        assertThat(folder.resolve("kept")).hasContent(ISSUED);
    }

    private void run(String retry) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString(), "sleep", "60");
        builder.environment().put("FIRST", folder.resolve("own").toString());
        builder.environment().put("CERTIFICATE", folder.resolve("kept").toString());
        builder.environment().put("ACME_CONTROL", String.valueOf(haproxy.getLocalPort()));
        builder.environment().put("PAUSE", "0.1");
        builder.environment().put("RETRY", retry);
        script = builder.inheritIO().start();
    }

    private void answers() {
        while (!haproxy.isClosed()) {
            try (Socket socket = haproxy.accept()) {
                String command = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
                commands.add(command);
                String answer = command.startsWith("dump") ? held + "\n\n" : "\n";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // the test is over
            }
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
