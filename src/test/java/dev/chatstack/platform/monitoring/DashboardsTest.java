package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.platform.monitoring.Dashboards.Dashboard;
import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

    static List<Dashboard> all() {
        return Dashboards.all();
    }

    @Test
    void everyDashboardHasItsOwnUidAndTitle() {
        assertThat(all())
                .extracting(dashboard -> dashboard.json().get("uid").asText())
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("chatstack-[a-z-]{1,30}"));
        assertThat(all())
                .extracting(dashboard -> dashboard.json().get("title").asText())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isOfTheCurrentSchemaAndNoCopyOfADatabaseRow(Dashboard dashboard) {
        assertThat(dashboard.json().get("schemaVersion").asInt()).isEqualTo(42);
        assertThat(dashboard.json().has("id"))
                .as("an id belongs to one Grafana")
                .isFalse();
        assertThat(dashboard.json().has("__inputs"))
                .as("an export for sharing asks questions")
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPanelHasItsOwnIdATitleAndTargets(Dashboard dashboard) {
        assertThat(dashboard.json().get("panels"))
                .extracting(panel -> panel.get("id").asInt())
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.get("title").asText()).isNotBlank();
            assertThat(panel.get("targets")).isNotEmpty();
            assertThat(panel.get("targets"))
                    .extracting(target -> target.get("refId").asText())
                    .doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyTargetAsksADataSourceThatIsAVariableOfTheDashboard(Dashboard dashboard) {
        Set<String> sources = dashboard
                .variables()
                .filter(variable -> variable.get("type").asText().equals("datasource"))
                .map(variable -> variable.get("name").asText())
                .collect(Collectors.toSet());
        assertThat(sources).isSubsetOf("prometheus", "loki", "tempo");
        assertThat(dashboard.panels())
                .allSatisfy(panel -> assertThat(panel.get("targets")).allSatisfy(target -> {
                    String type = target.at("/datasource/type").asText();
                    assertThat(sources).contains(type);
                    assertThat(target.at("/datasource/uid").asText()).isEqualTo("${%s}", type);
                    assertThat(target.get("datasource")).isEqualTo(panel.get("datasource"));
                    assertThat(target.has(type.equals("tempo") ? "query" : "expr"))
                            .isTrue();
                }));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyVariableThatIsUsedIsThere(Dashboard dashboard) {
        Set<String> known = dashboard
                .variables()
                .map(variable -> variable.get("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(Set.of("__rate_interval", "__auto", "__all"));
        Matcher used = VARIABLE.matcher(dashboard.json().toString());
        while (used.find()) {
            assertThat(known).contains(used.group(1));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void noPanelCoversAnother(Dashboard dashboard) {
        Map<String, String> taken = new HashMap<>();
        dashboard.json().get("panels").forEach(panel -> {
            JsonNode place = panel.get("gridPos");
            int left = place.get("x").asInt();
            int top = place.get("y").asInt();
            assertThat(left + place.get("w").asInt()).isBetween(1, 24);
            for (int x = left; x < left + place.get("w").asInt(); x++) {
                for (int y = top; y < top + place.get("h").asInt(); y++) {
                    assertThat(taken.put(x + "," + y, panel.get("title").asText()))
                            .as("what %s covers", panel.get("title"))
                            .isNull();
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void prometheusUnderstandsEveryExpression(Dashboard dashboard, @TempDir Path folder) throws IOException {
        List<Map<String, String>> rules = new ArrayList<>();
        dashboard
                .expressions()
                .forEach(expression -> rules.add(Map.of("record", "panel:" + rules.size(), "expr", expression)));
        Files.writeString(
                folder.resolve("panels.yaml"),
                new ObjectMapper()
                        .writeValueAsString(Map.of("groups", List.of(Map.of("name", "panels", "rules", rules)))));
        Program.run(folder, "promtool", "check", "rules", "panels.yaml").succeeds();
    }
}
