package dev.chatstack.load;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What robots have measured. */
public final class Measurements {
    private static final int EXAMPLES = 5;

    private final Latencies entering = new Latencies();
    private final Latencies accepted = new Latencies();
    private final Latencies delivered = new Latencies();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<String> examples = new CopyOnWriteArrayList<>();

    /** From the first packet until a person is signed in and hears the room. */
    public Latencies entering() {
        return entering;
    }

    /** From a message that is sent until the server says that it has it. */
    public Latencies accepted() {
        return accepted;
    }

    /** From a message that is sent until one of the others has it; each message counts once for each of them. */
    public Latencies delivered() {
        return delivered;
    }

    /** How often something did not work. */
    public int failures() {
        return failures.get();
    }

    void failed(String what) {
        if (failures.getAndIncrement() < EXAMPLES) {
            examples.add(what);
        }
    }

    /** The first few failures, in words. */
    public List<String> examples() {
        return List.copyOf(examples);
    }
}
