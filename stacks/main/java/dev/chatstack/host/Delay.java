package dev.chatstack.host;

import java.time.Duration;

/** Waiting for something that does not say when it is ready. */
public final class Delay {
    private Delay() {}

    /** Returns after {@code time}. */
    public static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
