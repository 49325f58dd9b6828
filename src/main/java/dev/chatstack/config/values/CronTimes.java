package dev.chatstack.config.values;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.stream.IntStream;

/** The times of a {@link Schedule}, in UTC. */
public final class CronTimes {
    private static final String FORM = "[-0-9*/,]+( [-0-9*/,]+){4}";

    /** What the controller of Kubernetes takes: Sunday is 0 and not 7, and no range goes backwards. */
    private static final CronDefinition FIELDS = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withStrictRange()
            .and()
            .withMonth()
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 6)
            .withMondayDoWValue(1)
            .withStrictRange()
            .and()
            .instance();

    /** A whole year from here has every month and weekday, and 29 February. */
    private static final ZonedDateTime START = ZonedDateTime.of(2028, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final ExecutionTime times;

    private CronTimes(ExecutionTime times) {
        this.times = times;
    }

    /** The times of {@code schedule}; empty when a field is none of cron or out of its range. */
    public static Optional<CronTimes> of(String schedule) {
        if (!schedule.matches(FORM)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CronTimes(ExecutionTime.forCron(new CronParser(FIELDS).parse(schedule))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a time comes, and comes again within two years; 31 February never does, and 29 February does not. */
    public boolean comeAgain() {
        return next(START.minusSeconds(1))
                .flatMap(this::next)
                .filter(again -> again.isBefore(START.plusYears(2)))
                .isPresent();
    }

    /** Whether each stretch of {@code days}, counted from any midnight, has one. */
    public boolean comeEvery(int days) {
        return IntStream.range(0, 366).allMatch(day -> comeWithin(START.plusDays(day), days));
    }

    /** Whether two that follow each other are ever closer than {@code apart}; looks at the first day that has any. */
    public boolean areCloserThan(Duration apart) {
        ZonedDateTime time = START.minusMinutes(1);
        for (int i = 0; i < 48; i++) {
            Optional<ZonedDateTime> next = next(time);
            if (next.isEmpty()) {
                return false;
            }
            if (i > 0 && Duration.between(time, next.get()).compareTo(apart) < 0) {
                return true;
            }
            time = next.get();
        }
        return false;
    }

    /**
     * The longest time between two runs, in seconds.
     *
     * <p>Every day that has runs has the same ones, so the runs of one day and the first ones of the others tell.
     *
     * @throws java.util.NoSuchElementException when none {@linkplain #comeAgain comes again}
     */
    public long longestGapSeconds() {
        ZonedDateTime first = next(START.minusSeconds(1)).orElseThrow();
        ZonedDateTime last = first;
        long longest = 0;
        for (ZonedDateTime run = first; run.toLocalDate().equals(first.toLocalDate()); ) {
            longest = Math.max(longest, Duration.between(last, run).toSeconds());
            last = run;
            run = next(run).orElseThrow();
        }
        Duration ofDay = Duration.between(first, last);
        ZonedDateTime end = START.plusYears(2);
        for (ZonedDateTime run = next(last).orElseThrow();
                run.isBefore(end);
                run = next(last).orElse(end)) {
            longest = Math.max(longest, Duration.between(last, run).toSeconds());
            last = run.plus(ofDay);
        }
        return longest;
    }

    private Optional<ZonedDateTime> next(ZonedDateTime time) {
        return times.nextExecution(time);
    }

    private boolean comeWithin(ZonedDateTime midnight, int days) {
        return next(midnight.minusSeconds(1))
                .filter(next -> next.isBefore(midnight.plusDays(days)))
                .isPresent();
    }
}
