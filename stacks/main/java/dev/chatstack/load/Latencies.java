package dev.chatstack.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times of one kind, in milliseconds; any thread may add one. */
public final class Latencies {
    private final List<Long> times = Collections.synchronizedList(new ArrayList<>());

    void add(long milliseconds) {
        times.add(milliseconds);
    }

    /** How many there are. */
    public int count() {
        return times.size();
    }

    /** The time that {@code share} of all did not exceed, such as 0.95; 0 when there is none. */
    public long percentile(double share) {
        List<Long> sorted = new ArrayList<>(times);
        if (sorted.isEmpty()) {
            return 0;
        }
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    /** For a line of the report. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d; half within %,d ms, 95 %% within %,d ms, 99 %% within %,d ms, all within %,d ms",
                count(),
                percentile(0.5),
                percentile(0.95),
                percentile(0.99),
                percentile(1));
    }
}
