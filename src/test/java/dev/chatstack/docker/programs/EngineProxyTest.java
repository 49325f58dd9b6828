package dev.chatstack.docker.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped configuration in the real HAProxy, before a socket that hears everything and says yes. */
@DisplayName("What stands between Alloy and Docker's socket")
class EngineProxyTest {
    private static final String YES = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nyes";

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocketChannel engine;
    private Process proxy;
    private int port;

    @BeforeEach
    void starts() throws IOException, InterruptedException {
        Path socket = folder.resolve("docker.sock");
        engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(this::answer);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                        "setpriv", "--pdeathsig", "KILL", "haproxy", "-db", "-f", "main/resources/docker/engine.cfg")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile());
        builder.environment().put("LISTEN_ADDRESS", "127.0.0.1");
        builder.environment().put("PORT", String.valueOf(port));
        builder.environment().put("SOCKET", socket.toString());
        proxy = builder.start();
        for (int tries = 0; tries < 200 && !isUp(); tries++) {
            Thread.sleep(50);
        }
        heard.clear();
    }

    @AfterEach
    void stops() throws IOException {
        proxy.destroyForcibly();
        engine.close();
    }

    /** What Prometheus' discovery and a reader of logs ask, with the version that they agree on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD /_ping",
                "GET /_ping",
                "GET /v1.41/containers/json?all=1&filters=%7B%7D",
                "GET /v1.41/networks",
                "GET /v1.51/containers/0123456789abcdef/json",
                "GET /v1.51/containers/local-rocketchat-0/logs?follow=1&stdout=1&stderr=1&since=1700000000",
                "GET /containers/json",
            })
    void letsQuestionsThrough(String question) throws IOException {
        assertThat(ask(question)).startsWith("HTTP/1.1 200");
        assertThat(heard).hasSize(1).first().asString().startsWith(question);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1.41/containers/create",
                "POST /containers/local-mongodb-0/exec",
                "POST /exec/1/start",
                "POST /containers/json",
                "DELETE /containers/local-mongodb-0",
                "PUT /containers/local-rocketchat-0/archive?path=/",
                "GET /containers/local-backup/archive?path=/etc/chatstack/env/MONGODB_URI",
                "HEAD /containers/local-backup/archive?path=/",
                "GET /containers/local-mongodb-0/export",
                "GET /containers/local-mongodb-0/attach/ws?stream=1",
                "GET /containers/local-mongodb-0/top",
                "GET /images/json",
                "GET /secrets",
                "GET /volumes",
                "GET /info",
                "GET /containers/../images/json",
                "GET /v1.41/containers/%2e%2e/images/json",
                "GET //containers/json",
                "GET /containers/json/../../secrets",
                "GET /v1.41/../secrets",
                "OPTIONS /containers/json",
                "TRACE /containers/json",
                "CONNECT /containers/json",
            })
    void letsNothingElseThrough(String order) throws IOException {
        assertThat(ask(order)).doesNotStartWith("HTTP/1.1 200");
        assertThat(heard).isEmpty();
    }

    @Test
    void theSecondRequestOfAConnectionIsLookedAtLikeTheFirst() throws IOException {
        String answers = say("GET /_ping HTTP/1.1\r\nHost: engine\r\n\r\n"
                + "POST /containers/create HTTP/1.1\r\nHost: engine\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answers).startsWith("HTTP/1.1 200").contains("HTTP/1.1 403");
        assertThat(heard).hasSize(1);
    }

    @Test
    void isWhatTheHealthCheckAsks() {
        Program.run(folder, "bash", "-c", HaProxy.alive(port, "/_ping")).succeeds();
    }

    private String ask(String request) throws IOException {
        return say(request + " HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n");
    }

    private String say(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private boolean isUp() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** One request a connection, whatever it is. */
    private void answer() {
        try {
            while (true) {
                try (SocketChannel connection = engine.accept()) {
                    ByteBuffer request = ByteBuffer.allocate(4096);
                    if (connection.read(request) > 0) {
                        heard.add(new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII));
                        connection.write(ByteBuffer.wrap(YES.getBytes(StandardCharsets.US_ASCII)));
                    }
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }
}
