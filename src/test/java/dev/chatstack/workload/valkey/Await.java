package dev.chatstack.workload.valkey;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls for a condition, so that a fast machine does not wait and a slow one has its time. */
final class Await {
    private Await() {}

    static void until(String what, Duration limit, BooleanSupplier condition, Supplier<?> instead) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "not within %s s: %s; instead: %s".formatted(limit.toSeconds(), what, instead.get()));
            }
            pause();
        }
    }

    static void pause() {
        pause(50);
    }

    static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
