package dev.chatstack.workload.valkey;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that connects anew all the time, through both proxies, and notes which server answered. */
final class Caller implements Runnable {
    record Call(String server, long startedAt, long answeredAt) {}

    private final ValkeyStack stack;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile long lastRefusal;

    Caller(ValkeyStack stack) {
        this.stack = stack;
    }

    List<Call> calls() {
        return calls;
    }

    /** The last moment when there was no master to connect to. */
    long lastRefusal() {
        return lastRefusal;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        for (int attempt = 0; !stopped; attempt++) {
            long started = System.nanoTime();
            try (Resp resp = new Resp(stack.proxies().get(attempt % 2).address(), 6379, stack.password())) {
                calls.add(new Call(resp.server(), started, System.nanoTime()));
            } catch (IOException e) {
                lastRefusal = System.nanoTime();
            }
            Await.pause();
        }
    }
}
