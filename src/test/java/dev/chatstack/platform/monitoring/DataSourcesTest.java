package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DataSourcesTest {
    private static final Path FILE = Path.of("main/resources/monitoring/grafana/datasources.yaml");

    private final JsonNode sources = RuleFiles.read(FILE).get("datasources");

    @Test
    void hasTheUidsThatTheDashboardsExpect() {
        assertThat(sources)
                .extracting(source -> source.get("uid").asText())
                .containsExactly("prometheus", "loki", "tempo", "alertmanager");
        assertThat(sources)
                .filteredOn(source -> source.path("isDefault").asBoolean())
                .hasSize(1);
    }

    @Test
    void leadsFromMetricToTraceToLogAndBack() {
        assertThat(source("prometheus").findValuesAsText("datasourceUid")).containsOnly("tempo");
        assertThat(source("loki").findValuesAsText("datasourceUid")).containsOnly("tempo");
        assertThat(source("tempo").at("/jsonData/tracesToLogsV2/datasourceUid").asText())
                .isEqualTo("loki");
        for (String way : List.of("tracesToMetrics", "serviceMap")) {
            assertThat(source("tempo").at("/jsonData/" + way + "/datasourceUid").asText())
                    .isEqualTo("prometheus");
        }
        assertThat(source("tempo").at("/jsonData/nodeGraph/enabled").asBoolean())
                .isTrue();
    }

    @Test
    void findsATraceIdInTheLogLinesOfCommonPrograms() {
        Pattern id = Pattern.compile(
                source("loki").at("/jsonData/derivedFields/0/matcherRegex").asText());
        for (String line : List.of(
                "level=info traceID=4bf92f3577b34da6a3ce929d0e0e4736 msg=done",
                "{\"level\":30,\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"msg\":\"done\"}",
                "{\"traceId\": \"4bf92f3577b34da6a3ce929d0e0e4736\"}")) {
            Matcher found = id.matcher(line);
            assertThat(found.find()).as(line).isTrue();
            assertThat(found.group(1)).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        }
        assertThat(id.matcher("no trace_id here").find()).isFalse();
    }

    /** Grafana replaces $name and ${name} in this file; what it must not touch is written with two. */
    @Test
    void leavesNothingToGrafanaButTheAddresses() throws IOException {
        String text = Files.readString(FILE).replaceAll("(?m)^#.*$", "").replace("$$", "");
        Matcher variable = Pattern.compile("\\$\\{?(\\w*)").matcher(text);
        Set<String> addresses = Set.of("PROMETHEUS_URL", "LOKI_URL", "TEMPO_URL", "ALERTMANAGER_URL");
        while (variable.find()) {
            assertThat(addresses).contains(variable.group(1));
        }
    }

    private JsonNode source(String uid) {
        return sources.valueStream()
                .filter(source -> source.get("uid").asText().equals(uid))
                .findFirst()
                .orElseThrow();
    }
}
