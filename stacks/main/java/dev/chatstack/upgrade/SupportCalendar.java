package dev.chatstack.upgrade;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.config.Support;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Until when the versions of an environment are supported.
 *
 * @param blueprint the environment
 * @param parts its charts, images and providers
 * @param today the day from which it is seen
 */
public record SupportCalendar(Blueprint blueprint, List<Part> parts, LocalDate today) {
    /**
     * A version that runs.
     *
     * @param product the product, or the chart, the image or the provider
     * @param version its version
     * @param end until when its makers support it
     */
    public record Entry(String product, String version, End end) {}

    /**
     * Until when a version is supported.
     *
     * @param status how that stands today
     * @param until the last day of support; null when none is known
     * @param daysLeft the days until then, below zero after it; null when none is known
     * @param source where that stands
     */
    public record End(Status status, Optional<LocalDate> until, Optional<Long> daysLeft, String source) {
        private LocalDate day() {
            return until.orElse(LocalDate.MAX);
        }

        private String words() {
            return switch (status) {
                case SUPPORTED -> "in " + daysLeft.orElseThrow() + " days";
                case ENDS_SOON -> "in " + daysLeft.orElseThrow() + " days!";
                case ENDED -> "ENDED";
                case NO_END_PUBLISHED, UNKNOWN -> "";
            };
        }
    }

    /** How the support of a version stands. */
    public enum Status {
        /** it does not end within 90 days */
        SUPPORTED,
        /** it ends within 90 days */
        ENDS_SOON,
        /** it has ended */
        ENDED,
        /** its makers name no last day */
        NO_END_PUBLISHED,
        /** chatstack knows no end */
        UNKNOWN
    }

    /** The versions that run, the first end first. */
    public List<Entry> entries() {
        Map<String, Release> found = new TreeMap<>(Versions.of(blueprint).found());
        List<Entry> entries = new ArrayList<>();
        found.forEach((product, release) ->
                entries.add(new Entry(product, release.toString(), end(Lines.find(table(product), release), today))));
        parts.forEach(part -> entries.add(entry(part, today)));
        entries.sort(Comparator.comparing((Entry entry) -> entry.end().day()).thenComparing(Entry::product));
        return entries;
    }

    private static Entry entry(Part part, LocalDate today) {
        End known = end(part.line(), today);
        return new Entry(
                part.kind().name().toLowerCase(Locale.ROOT) + " " + part.name(),
                part.version(),
                part.line().isPresent()
                        ? known
                        : part.withoutEnd()
                                .map(source ->
                                        new End(Status.NO_END_PUBLISHED, Optional.empty(), Optional.empty(), source))
                                .orElse(known));
    }

    /** A line for each of {@code parts} whose support has ended, or ends soon. */
    public static List<String> warnings(List<Part> parts, LocalDate today) {
        return parts.stream()
                .map(part -> entry(part, today))
                .filter(entry ->
                        entry.end().status() == Status.ENDED || entry.end().status() == Status.ENDS_SOON)
                .map(entry -> "support of " + entry.product() + " " + entry.version()
                        + (entry.end().status() == Status.ENDED ? " ended on " : " ends on ")
                        + entry.end().day() + "; update chatstack")
                .toList();
    }

    private static End end(Optional<Lines.Line> line, LocalDate today) {
        Optional<LocalDate> until = line.flatMap(Lines.Line::end);
        Optional<Long> days = until.map(day -> ChronoUnit.DAYS.between(today, day));
        Status status = days.map(left ->
                        left < 0 ? Status.ENDED : left <= Support.WARNING_DAYS ? Status.ENDS_SOON : Status.SUPPORTED)
                .orElse(Status.UNKNOWN);
        return new End(status, until, days, line.map(Lines.Line::source).orElse("not in the table of " + Lines.date()));
    }

    /** A line for each of {@code entries}. */
    public static List<String> lines(List<Entry> entries) {
        List<String> lines = new ArrayList<>();
        lines.add(line("PRODUCT", "VERSION", "SUPPORTED", "", "SOURCE"));
        for (Entry entry : entries) {
            End end = entry.end();
            lines.add(line(
                    entry.product(),
                    entry.version(),
                    end.until()
                            .map(LocalDate::toString)
                            .orElse(end.status() == Status.NO_END_PUBLISHED ? "no end published" : "not known"),
                    end.words(),
                    end.source()));
        }
        return lines;
    }

    private static String line(String product, String version, String until, String words, String source) {
        return String.format(Locale.ROOT, "%-34s %-15s %-17s %-14s %s", product, version, until, words, source);
    }

    /** Whether one of {@code entries} is known to end within {@code days}. */
    public static boolean endsWithin(List<Entry> entries, int days) {
        return entries.stream().anyMatch(entry -> entry.end().daysLeft().orElse(Long.MAX_VALUE) <= days);
    }

    private String table(String product) {
        return switch (product) {
            case "Rocket.Chat" -> "rocketchat";
            case "MongoDB" -> "mongodb";
            case "Kubernetes" -> blueprint.all("aws_eks_cluster").isEmpty() ? "kubernetes on AKS" : "kubernetes on EKS";
            default -> product;
        };
    }
}
