package dev.chatstack.verify;

import dev.chatstack.verify.Report.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report for people: at a terminal, and in Markdown for a ticket. */
public final class ReportText {
    private ReportText() {}

    /** The lines about one result. */
    public static List<String> lines(Result result) {
        Finding finding = result.finding();
        String word =
                switch (finding.verdict()) {
                    case PASSED -> "ok      ";
                    case FAILED -> "FAILED  ";
                    case SKIPPED -> "skipped ";
                };
        List<String> lines = new ArrayList<>();
        lines.add(word + " " + result.check().name() + (finding.found().isEmpty() ? "" : ": " + finding.found()));
        if (!finding.next().isEmpty()) {
            finding.next().lines().forEach(line -> lines.add("         " + line));
        }
        return lines;
    }

    /** One line a group: for a screen that is read at a glance. */
    public static List<String> groups(Report report) {
        Map<String, List<Result>> groups = new LinkedHashMap<>();
        report.results().forEach(result -> groups.computeIfAbsent(result.check().group(), group -> new ArrayList<>())
                .add(result));
        List<String> lines = new ArrayList<>();
        groups.forEach((group, results) -> {
            List<Result> failed = results.stream()
                    .filter(result -> result.finding().isFailure())
                    .toList();
            if (failed.isEmpty()) {
                lines.add(String.format(Locale.ROOT, "%-13s ok       %s", group, found(results)));
            } else {
                failed.forEach(result -> {
                    lines.add(String.format(
                            Locale.ROOT,
                            "%-13s FAILED   %s: %s",
                            group,
                            result.check().name(),
                            result.finding().found()));
                    result.finding().next().lines().forEach(line -> lines.add(" ".repeat(23) + line));
                });
            }
        });
        return lines;
    }

    private static String found(List<Result> results) {
        return String.join(
                "; ",
                results.stream()
                        .map(result -> result.finding().found())
                        .filter(text -> !text.isEmpty())
                        .limit(2)
                        .toList());
    }

    /** A page with a table, for a ticket. */
    public static String markdown(Report report) {
        StringBuilder page = new StringBuilder();
        page.append("# Verification of ").append(report.environment()).append("\n\n");
        page.append(report.summary()).append(", ").append(report.time()).append(".\n\n");
        page.append("| | check | found | next |\n|---|---|---|---|\n");
        for (Result result : report.results()) {
            page.append("| ")
                    .append(result.finding().verdict().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(cell(result.check().group() + ": " + result.check().name()))
                    .append(" | ")
                    .append(cell(result.finding().found()))
                    .append(" | ")
                    .append(cell(result.finding().next()))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", "<br>");
    }
}
