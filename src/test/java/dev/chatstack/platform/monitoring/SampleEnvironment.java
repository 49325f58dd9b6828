package dev.chatstack.platform.monitoring;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Serves the sample environment's metrics, whose counters grow and whose moments stay as long ago as they were. */
final class SampleEnvironment implements AutoCloseable {
    private static final Path SAMPLES = Path.of("test/resources/monitoring/sample-environment.txt");

    private final HttpServer server;

    private SampleEnvironment(HttpServer server) {
        this.server = server;
    }

    static SampleEnvironment serve() {
        try {
            List<String> samples = Files.readAllLines(SAMPLES).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/metrics", exchange -> {
                String page = samples.stream().map(SampleEnvironment::now).collect(Collectors.joining("\n", "", "\n"));
                byte[] body = page.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return new SampleEnvironment(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String now(String sample) {
        int space = sample.lastIndexOf(' ');
        String value = sample.substring(space + 1);
        double seconds = System.currentTimeMillis() / 1000.0;
        if (value.startsWith("+")) {
            value = String.valueOf(seconds * Double.parseDouble(value.substring(1)));
        } else if (value.startsWith("now-")) {
            value = String.valueOf(seconds - Double.parseDouble(value.substring(4)));
        }
        return sample.substring(0, space + 1) + value;
    }
}
