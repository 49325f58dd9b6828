package dev.chatstack.docker.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration in the real HAProxy (Debian's; the image's is newer), before real HTTP and WebSocket servers. */
@DisplayName("HAProxy on a Docker host")
class HaProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<ProxiedChat> servers = new ArrayList<>();
    private RunningHaProxy proxy;

    @BeforeEach
    void starts() throws IOException {
        for (String name : List.of("rocketchat-0", "rocketchat-1", "rocketchat-2")) {
            servers.add(ProxiedChat.start(name));
        }
        proxy = RunningHaProxy.encrypted(folder, servers);
        await("all servers are up", () -> up() == 3);
    }

    @AfterEach
    void stops() {
        proxy.close();
        servers.forEach(ProxiedChat::close);
    }

    @Test
    void spreadsPeopleOverTheServers() {
        Set<String> seen = new TreeSet<>();
        for (int person = 0; person < 9; person++) {
            seen.add(open(newPerson()));
        }
        assertThat(seen).containsExactly("rocketchat-0", "rocketchat-1", "rocketchat-2");
    }

    @Test
    void leadsAPersonToTheSameServerEveryTime() {
        HttpClient person = newPerson();
        String first = open(person);
        for (int again = 0; again < 6; again++) {
            assertThat(open(person)).isEqualTo(first);
        }
    }

    @Test
    void givesACookieThatNoScriptReadsAndThatTravelsEncrypted() {
        HttpResponse<String> answer = get(RunningHaProxy.browser().build(), "https", proxy.port(), "/");

        assertThat(answer.headers().firstValue("set-cookie").orElse(""))
                .startsWith("chat-server=")
                .contains("HttpOnly", "Secure", "SameSite=Lax");
    }

    @Test
    void leadsAPersonWhoseServerDiedToAnotherOne() {
        HttpClient person = newPerson();
        String first = open(person);
        server(first).die();

        // at once, before any health check has noticed
        String second = open(person);
        assertThat(second).isNotEqualTo(first);
        await("the dead server is out", () -> up() == 2);
        assertThat(open(person)).isEqualTo(second);

        server(first).open();
        await("it is back", () -> up() == 3);
    }

    @Test
    void leadsNobodyToAServerThatSaysItIsNotReady() {
        servers.get(0).ready(false);
        await("it is out", () -> up() == 2);

        for (int person = 0; person < 6; person++) {
            assertThat(open(newPerson())).isNotEqualTo("rocketchat-0");
        }
    }

    @Test
    void keepsAWebSocketOpenAndToOneServer() {
        HttpClient person = newPerson();
        String server = open(person);
        try (Talk talk = new Talk(person, proxy.port())) {
            assertThat(talk.say("hello")).isEqualTo(server + ": hello");
            assertThat(talk.say("still there?")).isEqualTo(server + ": still there?");
        }
    }

    @Test
    void drainsAServer() throws IOException {
        HttpClient person = newPerson();
        String server = open(person);
        try (Talk talk = new Talk(person, proxy.port())) {
            assertThat(talk.say("before")).isEqualTo(server + ": before");

            proxy.control("set server rocketchat/" + server + " state drain");

            for (int other = 0; other < 6; other++) {
                assertThat(open(newPerson())).isNotEqualTo(server);
            }
            // who is there stays
            assertThat(talk.say("after")).isEqualTo(server + ": after");
            assertThat(open(person)).isEqualTo(server);
        }
    }

    @Test
    void finishesWhatItDoesBeforeItStops() throws InterruptedException {
        HttpClient person = newPerson();
        String server = open(person);
        try (Talk talk = new Talk(person, proxy.port())) {
            proxy.tellToStop();
            assertThat(talk.say("not yet")).isEqualTo(server + ": not yet");
            assertThat(proxy.ends(30)).isTrue();
        }
    }

    @Test
    void leadsPlainRequestsToTheSamePlaceEncrypted() {
        HttpResponse<String> answer =
                get(RunningHaProxy.browser().build(), "http", proxy.redirectPort(), "/channel/general?msg=1");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("location"))
                .hasValue("https://localhost:" + proxy.port() + "/channel/general?msg=1");
    }

    @Test
    void tellsTheServersWhoComesAndBelievesNobodyElse() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + proxy.port() + "/"))
                .header("X-Forwarded-For", "198.51.100.7")
                .header("X-Forwarded-Proto", "http")
                .build();
        String name = send(RunningHaProxy.browser().build(), request).body();

        String head = server(name).requests().get(0);
        assertThat(ProxiedChat.header(head, "x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(ProxiedChat.header(head, "x-forwarded-proto")).isEqualTo("https");
    }

    @Test
    void refusesOldEncryption() {
        String newest = handshake("-tls1_2");
        String old = handshake("-tls1_1");

        assertThat(newest).contains("Cipher is ECDHE-");
        assertThat(old).contains("Cipher is (NONE)");
    }

    @Test
    void countsForPrometheus() {
        open(newPerson());

        assertThat(status("/metrics").body())
                .contains("haproxy_backend_http_responses_total{proxy=\"rocketchat\",code=\"2xx\"} 1")
                .contains("haproxy_server_status{proxy=\"rocketchat\",server=\"rocketchat-2\",state=\"UP\"} 1");
        assertThat(status("/alive").statusCode()).isEqualTo(200);
        assertThat(status("/ready").statusCode()).isEqualTo(200);
        servers.forEach(ProxiedChat::die);
        await("none is left", () -> status("/ready").statusCode() == 503);
        assertThat(status("/alive").statusCode()).isEqualTo(200);
    }

    @Test
    void speaksPlainHttpWhenItIsTold() throws IOException {
        proxy.close();
        proxy = RunningHaProxy.plain(folder, servers);
        await("all servers are up", () -> up() == 3);

        HttpResponse<String> answer = get(RunningHaProxy.browser().build(), "http", proxy.port(), "/");
        assertThat(answer.body()).startsWith("rocketchat-");
        assertThat(answer.headers().firstValue("set-cookie").orElse("")).doesNotContain("Secure");
    }

    @Test
    void passesOnWhatAnOwnProxyBeforeItSaysOfPeople() throws IOException {
        proxy.close();
        proxy = RunningHaProxy.behindProxy(folder, servers);
        await("all servers are up", () -> up() == 3);

        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + proxy.port() + "/"))
                .header("X-Forwarded-For", "198.51.100.7")
                .build();
        HttpResponse<String> answer = send(RunningHaProxy.browser().build(), request);

        String head = server(answer.body()).requests().get(0);
        assertThat(head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("x-forwarded-for:")))
                .extracting(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly("198.51.100.7", "127.0.0.1");
        assertThat(ProxiedChat.header(head, "x-forwarded-proto")).isEqualTo("https");
        assertThat(answer.headers().firstValue("set-cookie").orElse("")).contains("Secure");
    }

    private String handshake(String version) {
        return Program.run(
                        folder,
                        "sh",
                        "-c",
                        "openssl s_client -connect 127.0.0.1:%d %s -cipher DEFAULT@SECLEVEL=0 </dev/null 2>&1"
                                .formatted(proxy.port(), version))
                .output();
    }

    private static HttpClient newPerson() {
        return RunningHaProxy.browser().cookieHandler(new CookieManager()).build();
    }

    private ProxiedChat server(String name) {
        return servers.stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no server is called `" + name + "`"));
    }

    private String open(HttpClient person) {
        return get(person, "https", proxy.port(), "/").body();
    }

    private HttpResponse<String> status(String path) {
        return get(RunningHaProxy.browser().build(), "http", proxy.statusPort(), path);
    }

    private long up() {
        try {
            return status("/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.matches("haproxy_server_status\\{proxy=\"rocketchat\".*state=\"UP\"} 1"))
                    .count();
        } catch (UncheckedIOException e) {
            return -1; // does not answer yet
        }
    }

    private static HttpResponse<String> get(HttpClient person, String scheme, int port, String path) {
        return send(
                person,
                HttpRequest.newBuilder(URI.create(scheme + "://localhost:" + port + path))
                        .build());
    }

    private static HttpResponse<String> send(HttpClient person, HttpRequest request) {
        try {
            return person.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + ": " + what + "\n" + proxy.log());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** A WebSocket of a person. */
    private static final class Talk implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final WebSocket socket;

        Talk(HttpClient person, int port) {
            socket = person.newWebSocketBuilder()
                    .buildAsync(URI.create("wss://localhost:" + port + "/websocket"), this)
                    .join();
        }

        String say(String text) {
            socket.sendText(text, true).join();
            try {
                return String.valueOf(answers.poll(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            answers.add(text.toString());
            from.request(1);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
