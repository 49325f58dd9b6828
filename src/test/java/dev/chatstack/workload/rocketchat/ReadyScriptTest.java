package dev.chatstack.workload.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With a small server that stands for Tailchat's gateway, and one that stands for Valkey. */
@DisplayName("Tailchat's readiness")
class ReadyScriptTest {
    private static final Path SCRIPT =
            Path.of("main/resources/tailchat/ready.js").toAbsolutePath();

    private static final String SERVICES = "[\"user\",\"group\",\"chat.message\",\"chat.converse\",\"config\"]";

    private HttpServer gateway;
    private ServerSocket valkey;
    private volatile String valkeyAnswers = "+OK\r\n+PONG\r\n";
    private volatile String services = SERVICES;
    private volatile int databaseStatus = 200;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/health", exchange -> {
            byte[] body = ("{\"services\":" + services + "}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.createContext("/api/group/invite/findInviteByCode", exchange -> {
            byte[] body = "{\"code\":200,\"data\":null}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(databaseStatus, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.start();
        valkey = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread answering = new Thread(this::answer);
        answering.setDaemon(true);
        answering.start();
    }

    @AfterEach
    void stop() throws IOException {
        gateway.stop(0);
        valkey.close();
    }

    @Test
    void isThereWhenEverythingAnswers() {
        ask().succeeds();
    }

    @Test
    void isNotThereWithoutAService() {
        services = SERVICES.replace("\"chat.message\",", "");

        assertThat(ask().output()).isEqualTo("not ready: no service chat.message\n");
    }

    @Test
    void isNotThereWithoutTheDatabase() {
        databaseStatus = 500;

        assertThat(ask().output())
                .isEqualTo("not ready: /api/group/invite/findInviteByCode?code=readiness answers 500\n");
    }

    @Test
    void isNotThereWithoutValkey() throws IOException {
        valkey.close();

        Program asked = ask();
        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.output()).startsWith("not ready: ").contains("ECONNREFUSED");
    }

    @Test
    void isNotThereWhenAProxyFindsNoMasterAndHangsUp() {
        valkeyAnswers = "";

        assertThat(ask().output()).isEqualTo("not ready: Valkey hung up\n");
    }

    @Test
    void isNotThereWithAnotherPassword() {
        valkeyAnswers = "-WRONGPASS invalid username-password pair\r\n-NOAUTH Authentication required.\r\n";

        assertThat(ask().output()).contains("not ready: Valkey says -WRONGPASS");
    }

    private void answer() {
        while (!valkey.isClosed()) {
            try (Socket client = valkey.accept()) {
                String heard = new String(client.getInputStream().readNBytes(valkeyAnswers.isEmpty() ? 0 : 17));
                assertThat(heard).isIn("", "AUTH secret\r\nPING");
                client.getOutputStream().write(valkeyAnswers.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                return;
            }
        }
    }

    private Program ask() {
        return Program.run(
                Path.of("."),
                "env",
                "PORT=" + gateway.getAddress().getPort(),
                "REDIS_URL=redis://:secret@127.0.0.1:" + valkey.getLocalPort(),
                "node",
                SCRIPT.toString());
    }
}
