package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.testing.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every scenario with promtool, and asks that each alert has one that makes it fire and one that keeps it quiet. */
class AlertScenariosTest {
    /** One moment of a scenario: which alert is asked about, whether it fires, and what the scenario feeds in. */
    private record Moment(String alert, boolean fires, Set<String> metrics) {}

    static List<Path> scenarioFiles() {
        return RuleFiles.files(RuleFiles.SCENARIOS);
    }

    @ParameterizedTest
    @MethodSource("scenarioFiles")
    void everyScenarioEndsAsItSays(Path file) {
        Program.run(
                        RuleFiles.SCENARIOS,
                        "promtool",
                        "test",
                        "rules",
                        file.getFileName().toString())
                .succeeds();
    }

    @Test
    void everyAlertHasAScenarioThatMakesItFire() {
        assertThat(alertsShown(Moment::fires)).containsExactlyInAnyOrderElementsOf(names(RuleFiles.alerts()));
    }

    @Test
    void everyAlertHasAScenarioThatKeepsItQuiet() {
        Set<String> quiet = alertsShown(moment -> !moment.fires() && feeds(moment));
        quiet.add("Watchdog"); // fires always, that is its use
        assertThat(quiet).containsExactlyInAnyOrderElementsOf(names(RuleFiles.alerts()));
    }

    /** Silence counts only when the scenario holds something that the alert looks at. */
    private static boolean feeds(Moment moment) {
        Set<String> looked = sources(moment.alert());
        looked.retainAll(moment.metrics());
        return !looked.isEmpty();
    }

    /** The metrics that an alert reads, through as many recording rules as there are. */
    private static Set<String> sources(String alert) {
        Map<String, Set<String>> recordings = RuleFiles.recordings().stream()
                .collect(Collectors.toMap(
                        RuleFiles.Rule::name,
                        rule -> PromQl.metricNames(rule.expression()),
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet())));
        Set<String> found = new TreeSet<>();
        RuleFiles.alerts().stream()
                .filter(rule -> rule.name().equals(alert))
                .forEach(rule -> found.addAll(PromQl.metricNames(rule.expression())));
        int before;
        do {
            before = found.size();
            List.copyOf(found).forEach(name -> found.addAll(recordings.getOrDefault(name, Set.of())));
        } while (found.size() > before);
        return found;
    }

    private static Set<String> alertsShown(Function<Moment, Boolean> when) {
        return scenarioFiles().stream()
                .flatMap(file -> RuleFiles.read(file).get("tests").valueStream())
                .flatMap(AlertScenariosTest::moments)
                .filter(when::apply)
                .map(Moment::alert)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Moment> moments(JsonNode scenario) {
        Set<String> metrics = scenario.get("input_series")
                .valueStream()
                .map(series -> series.get("series").asText().replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
        return scenario.path("alert_rule_test")
                .valueStream()
                .map(moment -> new Moment(
                        moment.get("alertname").asText(),
                        !moment.get("exp_alerts").isEmpty(),
                        metrics));
    }

    private static List<String> names(List<RuleFiles.Rule> alerts) {
        return alerts.stream().map(RuleFiles.Rule::name).toList();
    }
}
