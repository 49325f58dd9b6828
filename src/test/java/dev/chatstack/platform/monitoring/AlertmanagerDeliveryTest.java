package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.chatstack.testing.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager with the shipped configuration, and a small server in the place of Slack. */
class AlertmanagerDeliveryTest {
    @TempDir
    Path folder;

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private HttpServer slack;

    @BeforeEach
    void startSlack() throws IOException {
        slack = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        slack.createContext("/", exchange -> {
            messages.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        slack.start();
        Files.writeString(
                folder.resolve("slack-webhook-url"),
                "http://127.0.0.1:" + slack.getAddress().getPort() + "/hook");
    }

    @AfterEach
    void stopSlack() {
        slack.stop(0);
    }

    @Test
    void aChatThatIsDownSilencesItsSymptomsAndNothingElse() throws IOException {
        try (Daemon alertmanager = start()) {
            alertmanager.post("/api/v2/alerts", "application/json", alerts("ChatDown page"));
            await(1);
            alertmanager.post(
                    "/api/v2/alerts",
                    "application/json",
                    alerts(
                            "ChatErrorBudgetBurnFast page",
                            "ChatSlow ticket",
                            "VolumeFilling ticket",
                            "MongoDbMemberDown ticket",
                            "Watchdog none"));
            await(2);
            Daemon.pause(Duration.ofSeconds(3));
        }
        String all = String.join("\n", messages);
        assertThat(all)
                .contains("PAGE: ChatDown says so", "VolumeFilling says so", "MongoDbMemberDown says so")
                .doesNotContain("ChatSlow", "ChatErrorBudgetBurnFast", "Watchdog");
        assertThat(messages).as("one message for both tickets").hasSize(2);
    }

    private Daemon start() throws IOException {
        Path file = Alertmanager.configure(folder, Set.of("slack"));
        // the shipped times are for people; this test has less patience
        Files.writeString(file, Files.readString(file).replaceAll("group_wait: \"?\\w+\"?", "group_wait: 1s"));
        int port = Ports.free();
        return Daemon.start(
                folder,
                port,
                "prometheus-alertmanager",
                "--config.file=" + file,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port);
    }

    private static String alerts(String... namesAndSeverities) {
        return Stream.of(namesAndSeverities)
                .map(alert -> alert.split(" "))
                .map(alert -> """
                        {"labels": {"alertname": "%s", "severity": "%s"}, "annotations": {"summary": "%s says so"}}""".formatted(alert[0], alert[1], alert[0]))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void await(int count) {
        for (int i = 0; messages.size() < count && i < 100; i++) {
            Daemon.pause(Duration.ofMillis(200));
        }
        assertThat(messages).hasSizeGreaterThanOrEqualTo(count);
    }
}
