package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.platform.monitoring.Dashboards.Dashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A rule or a panel about a metric that nobody exports looks fine and stays empty for ever. */
class MetricNamesTest {
    private static final Path REVIEWED = Path.of("test/resources/monitoring/metrics.txt");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+),");

    @Test
    void rulesAndDashboardsUseReviewedMetricsAndNoneIsListedInVain() throws IOException {
        Set<String> used = new TreeSet<>();
        RuleFiles.rules().forEach(rule -> used.addAll(PromQl.metricNames(rule.expression())));
        Dashboards.all().forEach(dashboard -> used.addAll(metrics(dashboard)));
        RuleFiles.recordings().forEach(rule -> used.remove(rule.name()));
        assertThat(used).containsExactlyInAnyOrderElementsOf(reviewed());
    }

    @Test
    void everyGroupOfTheListSaysWhereItWasRead() throws IOException {
        List<String> lines = Files.readAllLines(REVIEWED);
        for (int i = 1; i < lines.size(); i++) {
            boolean begins = lines.get(i - 1).isBlank();
            if (begins) {
                assertThat(lines.get(i)).matches("# .+: .+");
            }
        }
    }

    @Test
    void dashboardsUseOnlyRecordingsThatARuleMakes() {
        Set<String> made = new TreeSet<>();
        RuleFiles.recordings().forEach(rule -> made.add(rule.name()));
        assertThat(Dashboards.all())
                .flatExtracting(MetricNamesTest::metrics)
                .filteredOn(name -> name.contains(":"))
                .isNotEmpty()
                .isSubsetOf(made);
    }

    @Test
    void theSampleEnvironmentHoldsOnlyReviewedMetrics() throws IOException {
        assertThat(Files.readAllLines(Path.of("test/resources/monitoring/sample-environment.txt")))
                .filteredOn(line -> line.contains("{"))
                .extracting(line -> line.replaceFirst("\\{.*", ""))
                .isNotEmpty()
                .isSubsetOf(reviewed());
    }

    private static List<String> reviewed() throws IOException {
        return Files.readAllLines(REVIEWED).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static Set<String> metrics(Dashboard dashboard) {
        Set<String> names = new TreeSet<>();
        dashboard.expressions().forEach(expression -> names.addAll(PromQl.metricNames(expression)));
        dashboard
                .variables()
                .flatMap(variable -> variable.path("query").valueStream())
                .forEach(part -> {
                    Matcher query = LABEL_VALUES.matcher(part.asText());
                    if (query.find()) {
                        names.add(query.group(1));
                    }
                });
        return names;
    }
}
