package dev.chatstack.platform.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Grafana dashboards that the library ships, as JSON. */
final class Dashboards {
    static final Path FOLDER = Path.of("main/resources/monitoring/dashboards");

    record Dashboard(String file, JsonNode json) {
        /** The panels that show something; a row is only a heading. */
        Stream<JsonNode> panels() {
            return json.get("panels")
                    .valueStream()
                    .filter(panel -> !panel.get("type").asText().equals("row"));
        }

        Stream<JsonNode> variables() {
            return json.at("/templating/list").valueStream();
        }

        /** Every PromQL expression, with a value in the place of each of Grafana's variables. */
        Stream<String> expressions() {
            Stream<String> targets = panels().flatMap(
                            panel -> panel.get("targets").valueStream())
                    .filter(target -> target.at("/datasource/type").asText().equals("prometheus"))
                    .map(target -> target.get("expr").asText());
            Stream<String> annotations = json.at("/annotations/list")
                    .valueStream()
                    .map(annotation -> annotation.get("expr").asText());
            return Stream.concat(targets, annotations).map(Dashboard::filledIn);
        }

        private static String filledIn(String expression) {
            return expression
                    .replace("$__rate_interval", "5m")
                    .replace("$namespace", ".*")
                    .replaceAll("\\$(node|gib)_price", "1");
        }

        @Override
        public String toString() {
            return file;
        }
    }

    private Dashboards() {}

    static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Dashboards::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
