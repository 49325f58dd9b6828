package dev.chatstack.workload.valkey;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A client that writes one numbered key after the other and keeps its connection as long as nobody closes it; then it
 * takes the next proxy, as a Service would send it there. A write counts as safe when the server accepted it and a
 * replica confirmed it: the answer to WAIT 1.
 */
final class Writer implements Runnable {
    /** A safe write; {@code server} is the address of the server that answered. */
    record Write(String key, String server, long answeredAt) {}

    private final String name;
    private final ValkeyStack stack;
    private final List<Write> safe = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile String trouble = "none";

    Writer(String name, ValkeyStack stack) {
        this.name = name;
        this.stack = stack;
    }

    List<Write> safe() {
        return safe;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        int number = 0;
        for (int attempt = 0; !stopped; attempt++) {
            try (Resp resp = new Resp(stack.proxies().get(attempt % 2).address(), 6379, stack.password())) {
                String server = resp.server();
                while (!stopped) {
                    write(resp, server, name + ":" + number++);
                    Await.pause(5);
                }
            } catch (IOException e) {
                trouble = e.toString();
                Await.pause();
            }
        }
    }

    /** A refused write, for want of a replica or of a master, leaves the connection open, as real clients do. */
    private void write(Resp resp, String server, String key) throws IOException {
        try {
            resp.call("SET", key, key);
            long replicas = (Long) resp.call("WAIT", "1", "1000");
            if (replicas >= 1) {
                safe.add(new Write(key, server, System.nanoTime()));
            } else {
                trouble = "no replica confirmed " + key;
            }
        } catch (Resp.Refused e) {
            trouble = e.getMessage();
            Await.pause();
        }
    }

    @Override
    public String toString() {
        return "%s has %d safe writes, last trouble: %s".formatted(name, safe.size(), trouble);
    }
}
