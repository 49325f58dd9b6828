package dev.chatstack.workload.valkey;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The clients of a running stack: two that write, one that connects anew all the time, two that only listen. */
final class Traffic implements AutoCloseable {
    /** Five seconds until the Sentinels call the master down, the rest for the election, a replica and the proxies. */
    static final Duration RESUMES_WITHIN = Duration.ofSeconds(15);

    private final List<Writer> writers;
    private final Caller caller;
    private final List<Resp> listeners;
    private final List<Thread> threads;

    Traffic(ValkeyStack stack, String name) throws IOException {
        writers = List.of(new Writer(name + "-a", stack), new Writer(name + "-b", stack));
        caller = new Caller(stack);
        listeners = new ArrayList<>();
        for (Proxy proxy : stack.proxies()) {
            listeners.add(listen(proxy, stack.password()));
        }
        threads = Stream.of(writers.get(0), writers.get(1), caller)
                .map(Thread::new)
                .toList();
        threads.forEach(Thread::start);
        flows();
    }

    private static Resp listen(Proxy proxy, String password) throws IOException {
        Resp listener = new Resp(proxy.address(), 6379, password);
        listener.call("SUBSCRIBE", "news");
        return listener;
    }

    /** Waits until every writer has done a hundred safe writes from now on. */
    void flows() {
        for (Writer writer : writers) {
            int before = writer.safe().size();
            Await.until(
                    "safe writes", ValkeyStack.PATIENCE, () -> writer.safe().size() >= before + 100, writers::toString);
        }
    }

    /** The moment of the first safe write that another server than {@code old} took after {@code since}. */
    long resumed(Pod old, long since) {
        Await.until(
                "writes to another server than " + old,
                ValkeyStack.PATIENCE,
                () -> firstWriteElsewhere(old, since).isPresent(),
                writers::toString);
        return firstWriteElsewhere(old, since).orElseThrow();
    }

    private Optional<Long> firstWriteElsewhere(Pod old, long since) {
        return writers.stream()
                .flatMap(writer -> writer.safe().stream())
                .filter(write -> write.answeredAt() > since && !write.server().equals(old.address()))
                .map(Writer.Write::answeredAt)
                .min(Comparator.naturalOrder());
    }

    /** Who took writes or connections after this moment; {@code master} as its address alone, others with what they took and when. */
    List<String> serversSince(long moment, Pod master) {
        Stream<String> written = writers.stream()
                .flatMap(writer -> writer.safe().stream())
                .filter(write -> write.answeredAt() > moment)
                .map(write -> told(write.server(), "write " + write.key(), write.answeredAt() - moment, master));
        Stream<String> called = caller.calls().stream()
                .filter(call -> call.answeredAt() > moment)
                .map(call -> told(
                        call.server(),
                        "call of " + (call.answeredAt() - call.startedAt()) / 1_000_000 + " ms",
                        call.answeredAt() - moment,
                        master));
        return Stream.concat(written, called).distinct().toList();
    }

    private static String told(String server, String what, long after, Pod master) {
        return server.equals(master.address()) ? server : server + ": " + what + " after " + after / 1_000_000 + " ms";
    }

    /** Could everyone connect who tried after this moment? */
    boolean nobodyWasRefusedSince(long moment) {
        return caller.lastRefusal() < moment;
    }

    /** How many listeners have been cut off. */
    long listenersCutOff() {
        return listeners.stream().filter(Resp::isClosedByTheOtherSide).count();
    }

    List<String> safeKeys() {
        return writers.stream()
                .flatMap(writer -> writer.safe().stream())
                .map(Writer.Write::key)
                .toList();
    }

    @Override
    public void close() throws Exception {
        writers.forEach(Writer::stop);
        caller.stop();
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(10).toMillis());
        }
        for (Resp listener : listeners) {
            listener.close();
        }
    }
}
