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

/** Until when the versions in {@code blueprint} are supported, as seen on {@code today}. */
public record SupportCalendar(Blueprint blueprint, LocalDate today) {
    private record Entry(String product, Release release, Optional<Lines.Line> line) {
        LocalDate end() {
            return line.flatMap(Lines.Line::end).orElse(LocalDate.MAX);
        }
    }

    /** A line a version, the first end first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%-12s %-10s %-12s %-14s %s", "PRODUCT", "VERSION", "SUPPORTED", "", "SOURCE"));
        for (Entry entry : entries()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-12s %-10s %-12s %-14s %s",
                    entry.product(),
                    entry.release(),
                    entry.line()
                            .flatMap(Lines.Line::end)
                            .map(LocalDate::toString)
                            .orElse("not known"),
                    words(entry),
                    entry.line().map(Lines.Line::source).orElse("not in the table of " + Lines.date())));
        }
        return lines;
    }

    /** Whether a known support ends within {@code days}. */
    public boolean endsWithin(int days) {
        return entries().stream().anyMatch(entry -> !today.plusDays(days).isBefore(entry.end()));
    }

    private List<Entry> entries() {
        Map<String, Release> found = new TreeMap<>(Versions.of(blueprint).found());
        List<Entry> entries = new ArrayList<>();
        found.forEach(
                (product, release) -> entries.add(new Entry(product, release, Lines.find(table(product), release))));
        entries.sort(Comparator.comparing(Entry::end).thenComparing(Entry::product));
        return entries;
    }

    private String table(String product) {
        return switch (product) {
            case "Rocket.Chat" -> "rocketchat";
            case "MongoDB" -> "mongodb";
            case "Kubernetes" -> blueprint.all("aws_eks_cluster").isEmpty() ? "kubernetes on AKS" : "kubernetes on EKS";
            default -> product;
        };
    }

    private String words(Entry entry) {
        if (entry.end().equals(LocalDate.MAX)) {
            return "";
        }
        long days = ChronoUnit.DAYS.between(today, entry.end());
        return days < 0 ? "ENDED" : days <= Support.WARNING_DAYS ? "in " + days + " days!" : "in " + days + " days";
    }
}
