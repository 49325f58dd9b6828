package dev.chatstack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.testing.RealChart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A chart ignores a value that it does not know. So every value of the reviewed stacks has to be on a list that was read in the
 * chart; and where the charts can be had, in the folder that {@code CHATSTACK_CHARTS} names, the list and the stacks are put to them.
 */
@DisplayName("Values of other people's charts")
class ChartValuesTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode REVIEWED = read(Path.of("test", "resources", "charts.yaml"));

    @TempDir
    Path folder;

    static Stream<Release> releases() {
        return GoldenFile.all().stream().flatMap(ChartValuesTest::releases);
    }

    static Stream<String> charts() {
        return REVIEWED.properties().stream().map(entry -> entry.getKey());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void usesOnlyValuesThatTheChartKnows(Release release) {
        JsonNode reviewed = REVIEWED.path(release.chart());
        List<String> known = new ArrayList<>(texts(reviewed.path("values")));
        known.addAll(texts(reviewed.path("templates")));

        assertThat(reviewed.path("version").asText()).isEqualTo(release.version());
        assertThat(paths(release.values(), "").filter(path -> known.stream().noneMatch(key -> covers(key, path))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void listsOnlyValuesOfTheRealChart(String chart) throws IOException {
        JsonNode reviewed = REVIEWED.path(chart);
        Path real = RealChart.of(chart, reviewed.path("version").asText()).folder();
        JsonNode values = values(real);
        String templates = templates(real);

        assertThat(texts(reviewed.path("values")))
                .allSatisfy(key -> assertThat(find(values, key)).as(key).isPresent());
        assertThat(texts(reviewed.path("templates"))).allSatisfy(key -> assertThat(templates)
                .contains(key.replace(".**", "").replaceFirst(".*\\.", "")));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void rendersTheRealChart(Release release) {
        RealChart chart = RealChart.of(release.chart(), release.version());

        assertThat(chart.render(folder, release.name(), release.namespace(), release.values()))
                .extracting(object -> object.path("kind").asText())
                .isNotEmpty()
                .doesNotContain("");
    }

    @Test
    void listsOnlyChartsThatAreUsed() {
        assertThat(charts())
                .containsExactlyInAnyOrderElementsOf(
                        releases().map(Release::chart).collect(Collectors.toSet()));
    }

    /** A chart in a stack. */
    record Release(String name, String namespace, String chart, String version, JsonNode values) {
        @Override
        public String toString() {
            return namespace + "/" + name;
        }
    }

    private static Stream<Release> releases(GoldenFile stack) {
        return stack.read().at("/resource/helm_release").properties().stream()
                .map(entry -> entry.getValue())
                .filter(each ->
                        each.has("repository") || each.path("chart").asText().startsWith("oci://"))
                .map(each -> new Release(
                        each.path("name").asText(),
                        each.path("namespace").asText(),
                        each.path("chart").asText().replaceFirst(".*/", ""),
                        each.path("version").asText(),
                        values(each.at("/values/0"))));
    }

    private static JsonNode values(JsonNode text) {
        try {
            return text.isMissingNode() ? YAML.createObjectNode() : YAML.readTree(text.asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> paths(JsonNode node, String path) {
        return node.isObject() && !node.isEmpty()
                ? node.properties().stream()
                        .flatMap(each ->
                                paths(each.getValue(), path.isEmpty() ? each.getKey() : path + "." + each.getKey()))
                : Stream.of(path).filter(each -> !each.isEmpty());
    }

    private static boolean covers(String key, String path) {
        return key.endsWith(".**") ? (path + ".").startsWith(key.substring(0, key.length() - 2)) : key.equals(path);
    }

    /** Of a chart and, below the names of their charts, of its parts. */
    private static ObjectNode values(Path chart) throws IOException {
        Path file = chart.resolve("values.yaml");
        ObjectNode all = YAML.createObjectNode();
        if (Files.exists(chart.resolve("charts"))) {
            try (Stream<Path> parts = Files.list(chart.resolve("charts"))) {
                for (Path part : parts.filter(Files::isDirectory).toList()) {
                    all.set(part.getFileName().toString(), values(part));
                }
            }
        }
        if (Files.exists(file) && read(file) instanceof ObjectNode own) {
            // Istio's charts wrap theirs
            JsonNode wrapped = own.path("_internal_defaults_do_not_set");
            YAML.readerForUpdating(all).readValue((JsonNode) own);
            if (wrapped instanceof ObjectNode) {
                YAML.readerForUpdating(all).readValue(wrapped);
            }
        }
        return all;
    }

    /** A key may itself contain a dot, as Grafana's {@code grafana.ini} does. */
    private static Optional<JsonNode> find(JsonNode values, String key) {
        if (key.equals("**")) {
            return Optional.of(values);
        }
        for (int end = key.length(); end > 0; end = key.lastIndexOf('.', end - 1)) {
            JsonNode value = values.path(key.substring(0, end));
            if (!value.isMissingNode()) {
                return end == key.length() ? Optional.of(value) : find(value, key.substring(end + 1));
            }
        }
        return Optional.empty();
    }

    private static String templates(Path chart) throws IOException {
        try (Stream<Path> files = Files.walk(chart)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(each -> each.toString().contains("templates") && Files.isRegularFile(each))
                    .toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
