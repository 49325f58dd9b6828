package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.testing.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
    private final AlertRules rules = new AlertRules(List.of("settings", "backup"), 3_221_225_472L, 86_400);

    @Test
    void makesAnObjectOfEachFile() {
        assertThat(rules.manifests())
                .extracting(each ->
                        Facts.of(new ObjectMapper().<JsonNode>valueToTree(each)).subList(0, 3))
                .containsExactly(
                        List.of(
                                "apiVersion: monitoring.coreos.com/v1",
                                "kind: PrometheusRule",
                                "metadata/name: chatstack-settings"),
                        List.of(
                                "apiVersion: monitoring.coreos.com/v1",
                                "kind: PrometheusRule",
                                "metadata/name: chatstack-backup"));
    }

    @Test
    void comparesWithTheHeapOfTheEnvironment() {
        assertThat(rules.file("settings").text()).contains("vector(3221225472)").doesNotContain("vector(1610612736)");
    }

    @Test
    void comparesWithTheTimeBetweenTwoBackupsOfTheEnvironment() {
        assertThat(rules.file("settings").text()).contains("vector(86400)").doesNotContain("vector(3600)");
    }

    @Test
    void changesNoFileThatDoesNotAskForTheHeap() {
        assertThat(rules.file("backup")).isEqualTo(MonitoringFile.of("rules/backup.yaml"));
    }
}
