package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.kubernetes.charts.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private final AlertRules rules = new AlertRules(List.of("settings", "backup"), 3_221_225_472L);

    @Test
    void makesAnObjectOfEachFile() {
        assertThat(rules.manifests())
                .extracting(Values::asMap)
                .extracting(each -> each.get("kind") + " " + ((Map<?, ?>) each.get("metadata")).get("name"))
                .containsExactly("PrometheusRule chatstack-settings", "PrometheusRule chatstack-backup");
    }

    @Test
    void comparesWithTheHeapOfTheEnvironment() {
        assertThat(rules.file("settings").text()).contains("vector(3221225472)").doesNotContain("vector(1610612736)");
    }

    @Test
    void changesNoFileThatDoesNotAskForTheHeap() {
        assertThat(rules.file("backup")).isEqualTo(MonitoringFile.of("rules/backup.yaml"));
    }
}
