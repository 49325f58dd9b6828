package dev.chatstack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.testing.RealChart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the charts of others let their pods do that gives more than it seems: read Secrets, enter pods, act as somebody else, make pods
 * or roles, and everything with a wildcard. {@code test/resources/chart-rights.yaml} has each with its reason; where the charts can be
 * had, in the folder that {@code CHATSTACK_CHARTS} names, the list is put to them.
 */
@DisplayName("Rights that other people's charts give")
class ChartRightsTest {
    private static final JsonNode REVIEWED = read(Path.of("test", "resources", "chart-rights.yaml"));

    private static final Set<String> TELLING = Set.of("secrets");
    private static final Set<String> DOORS = Set.of(
            "pods/exec",
            "pods/attach",
            "pods/portforward",
            "pods/ephemeralcontainers",
            "pods/proxy",
            "services/proxy",
            "nodes/proxy",
            "serviceaccounts/token");
    private static final Set<String> ACTING = Set.of("impersonate", "bind", "escalate", "approve", "sign");
    private static final Set<String> MAKES_PODS_OR_RIGHTS = Set.of(
            "pods",
            "deployments",
            "daemonsets",
            "statefulsets",
            "replicasets",
            "jobs",
            "cronjobs",
            "roles",
            "rolebindings",
            "clusterroles",
            "clusterrolebindings",
            "mutatingwebhookconfigurations",
            "validatingwebhookconfigurations");
    private static final Set<String> LOOKING = Set.of("get", "list", "watch");

    @TempDir
    Path folder;

    static Stream<String> charts() {
        return ChartValuesTest.charts();
    }

    @Test
    void eachHasAReason() {
        REVIEWED.properties()
                .forEach(chart -> chart.getValue().path("rights").properties().forEach(right -> assertThat(
                                right.getValue().asText())
                        .as(right.getKey())
                        .isNotBlank()));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void wasReadInTheVersionThatIsDeployed(String chart) {
        assertThat(REVIEWED.path(chart).path("version").asText())
                .isEqualTo(versions().get(chart));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void noneIsThereThatIsNotListed(String chart) {
        RealChart real = RealChart.of(chart, versions().get(chart));
        Set<String> found = new TreeSet<>();
        ChartValuesTest.releases()
                .filter(release -> release.chart().equals(chart))
                .forEach(release -> real.render(folder, release.name(), release.namespace(), release.values())
                        .forEach(object -> found.addAll(rights(object))));

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(REVIEWED.path(chart).path("rights").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static Map<String, String> versions() {
        return ChartValuesTest.releases()
                .collect(Collectors.toMap(
                        ChartValuesTest.Release::chart,
                        ChartValuesTest.Release::version,
                        (one, same) -> one,
                        TreeMap::new));
    }

    /** As lines: who, verbs, resources. */
    private static Collection<String> rights(JsonNode object) {
        String kind = object.path("kind").asText();
        if (!kind.equals("ClusterRole") && !kind.equals("Role")) {
            return List.of();
        }
        Set<String> found = new TreeSet<>();
        for (JsonNode rule : object.path("rules")) {
            Set<String> verbs = texts(rule.path("verbs"));
            Set<String> resources = texts(rule.path("resources")).stream()
                    .filter(resource -> telling(resource, verbs))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!resources.isEmpty()) {
                found.add("%s %s: %s %s%s"
                        .formatted(
                                kind,
                                object.at("/metadata/name").asText(),
                                String.join(", ", verbs),
                                String.join(", ", resources),
                                rule.has("resourceNames")
                                        ? " called " + String.join(", ", texts(rule.path("resourceNames")))
                                        : ""));
            }
        }
        return found;
    }

    private static boolean telling(String resource, Set<String> verbs) {
        boolean writes = !LOOKING.containsAll(verbs);
        return resource.equals("*")
                || verbs.contains("*")
                || TELLING.contains(resource)
                || DOORS.contains(resource)
                || verbs.stream().anyMatch(ACTING::contains)
                || writes && MAKES_PODS_OR_RIGHTS.contains(resource);
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
