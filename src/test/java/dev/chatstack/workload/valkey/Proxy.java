package dev.chatstack.workload.valkey;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One of the two HAProxy pods. */
final class Proxy {
    private final ValkeyStack stack;
    private final String address;
    private final Path log;
    private Started process;

    Proxy(ValkeyStack stack, String address, Path log) {
        this.stack = stack;
        this.address = address;
        this.log = log;
    }

    String address() {
        return address;
    }

    void start() {
        Map<String, String> environment = new HashMap<>(stack.environment());
        environment.put("VALKEY_PASSWORD", stack.password());
        environment.put("LISTEN_ADDRESS", address);
        environment.put("OWN_ADDRESS", address);
        process = Started.start(log, environment, "haproxy", "-db", "-f", stack.resource("haproxy.cfg"));
    }

    void kill() {
        Started.kill(process);
    }

    void repair() {
        if (!process.process().isAlive()) {
            start();
        }
    }

    boolean isReady() {
        return status("/ready") == 200;
    }

    /** What the status port answers; 0 for nothing. */
    int status(String path) {
        try {
            return get(path).getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many servers of the backend are up, as Prometheus is told. */
    String serversUp(String backend) {
        String metric = "haproxy_backend_active_servers{proxy=\"%s\"} ".formatted(backend);
        try {
            String page = new String(get("/metrics").getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return page.lines()
                    .filter(line -> line.startsWith(metric))
                    .findFirst()
                    .orElse("")
                    .replace(metric, "");
        } catch (IOException e) {
            return "";
        }
    }

    private HttpURLConnection get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + address + ":8404" + path).toURL().openConnection();
        connection.setConnectTimeout(2000);
        connection.setReadTimeout(2000);
        return connection;
    }

    @Override
    public String toString() {
        return "proxy /ready %d".formatted(status("/ready"));
    }
}
