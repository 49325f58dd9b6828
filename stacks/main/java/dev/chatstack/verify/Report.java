package dev.chatstack.verify;

import dev.chatstack.verify.Finding.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The findings about one environment.
 *
 * @param environment its name
 * @param time when it was examined
 */
public record Report(String environment, Instant time, List<Result> results) {
    /** A check with its finding and the time that it took. */
    public record Result(Check check, Finding finding, Duration took) {}

    public Report {
        results = List.copyOf(results);
    }

    /** Examines {@code checks} one after the other; {@code each} gets every result at once. */
    public static Report of(String environment, List<Check> checks, Consumer<Result> each) {
        Instant time = Instant.now();
        List<Result> results = new ArrayList<>();
        for (Check check : checks) {
            Instant begin = Instant.now();
            Finding finding = check.examine();
            Result result = new Result(check, finding, Duration.between(begin, Instant.now()));
            each.accept(result);
            results.add(result);
        }
        return new Report(environment, time, results);
    }

    /** How many have {@code verdict}. */
    public long count(Verdict verdict) {
        return results.stream()
                .filter(result -> result.finding().verdict() == verdict)
                .count();
    }

    /** The verdict in a line. */
    public String summary() {
        long failed = count(Verdict.FAILED);
        long skipped = count(Verdict.SKIPPED);
        String checks = (results.size() - skipped) + " checks";
        return environment + ": "
                + (failed == 0 ? "all " + checks + " passed" : failed + " of " + checks + " failed")
                + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }
}
