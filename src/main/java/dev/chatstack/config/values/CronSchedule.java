package dev.chatstack.config.values;

import java.time.LocalDate;
import java.util.BitSet;

/** Five fields of cron, and how far apart the times are that they name. */
public final class CronSchedule {
    private static final int DAYS = 2 * 366;
    private static final int MINUTES_OF_DAY = 24 * 60;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean eitherDay;

    private CronSchedule(String[] fields) {
        minutes = Field.MINUTE.read(fields[0]);
        hours = Field.HOUR.read(fields[1]);
        days = Field.DAY.read(fields[2]);
        months = Field.MONTH.read(fields[3]);
        weekdays = Field.WEEKDAY.read(fields[4]);
        // cron's own rule: when both are limited, one of them suffices
        eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /** Reads {@code text}; an {@link IllegalArgumentException} says which field is wrong. */
    public static CronSchedule of(String text) {
        String[] fields = text.trim().split("\\s+", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException("must be five fields of cron, such as 7 * * * *");
        }
        return new CronSchedule(fields);
    }

    /** The longest time between two runs, in seconds. */
    public long longestGapSeconds() {
        LocalDate day = LocalDate.of(2027, 1, 1);
        long last = -1;
        long longest = 0;
        for (int number = 0; number < DAYS; number++) {
            if (runsOn(day.plusDays(number))) {
                for (int minute = 0; minute < MINUTES_OF_DAY; minute++) {
                    if (hours.get(minute / 60) && minutes.get(minute % 60)) {
                        long now = (long) number * MINUTES_OF_DAY + minute;
                        longest = last < 0 ? longest : Math.max(longest, now - last);
                        last = now;
                    }
                }
            }
        }
        if (longest == 0) {
            throw new IllegalArgumentException("must run more than once in two years");
        }
        return longest * 60;
    }

    private boolean runsOn(LocalDate day) {
        boolean byDay = days.get(day.getDayOfMonth());
        boolean byWeekday = weekdays.get(day.getDayOfWeek().getValue() % 7);
        return months.get(day.getMonthValue()) && (eitherDay ? byDay || byWeekday : byDay && byWeekday);
    }

    private enum Field {
        MINUTE(1, 0, 59),
        HOUR(2, 0, 23),
        DAY(3, 1, 31),
        MONTH(4, 1, 12),
        WEEKDAY(5, 0, 7);

        private final int place;
        private final int first;
        private final int last;

        Field(int place, int first, int last) {
            this.place = place;
            this.first = first;
            this.last = last;
        }

        private BitSet read(String text) {
            BitSet values = new BitSet();
            for (String part : text.split(",", -1)) {
                String[] range = part.split("/", -1);
                int step = range.length == 1 ? 1 : number(range[1], part);
                int from = first;
                int to = last;
                if (!range[0].equals("*")) {
                    String[] ends = range[0].split("-", -1);
                    from = number(ends[0], part);
                    to = ends.length > 1 ? number(ends[1], part) : range.length > 1 ? last : from;
                }
                if (range.length > 2 || step < 1 || from < first || to > last || from > to) {
                    throw wrong(part);
                }
                for (int value = from; value <= to; value += step) {
                    // Sunday is both
                    values.set(this == WEEKDAY ? value % 7 : value);
                }
            }
            return values;
        }

        private int number(String text, String part) {
            if (!text.matches("\\d{1,3}")) {
                throw wrong(part);
            }
            return Integer.parseInt(text);
        }

        private IllegalArgumentException wrong(String part) {
            return new IllegalArgumentException("must have numbers from %d to %d as its field %d: `%s` is none"
                    .formatted(first, last, place, part));
        }
    }
}
