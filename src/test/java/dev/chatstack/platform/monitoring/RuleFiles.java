package dev.chatstack.platform.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Prometheus rules that the library ships, and the promtool scenarios that belong to them. */
final class RuleFiles {
    static final Path RULES = Path.of("main/resources/monitoring/rules");
    static final Path SCENARIOS = Path.of("test/resources/monitoring/rules");

    /** One rule: an alert or a recording, whichever name it has. */
    record Rule(String file, String name, boolean alert, String expression, JsonNode yaml) {}

    private RuleFiles() {}

    static List<Rule> rules() {
        return files(RULES).stream().flatMap(RuleFiles::rulesOf).toList();
    }

    static List<Rule> alerts() {
        return rules().stream().filter(Rule::alert).toList();
    }

    static List<Rule> recordings() {
        return rules().stream().filter(rule -> !rule.alert()).toList();
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Rule> rulesOf(Path file) {
        return read(file).get("groups").valueStream().flatMap(group -> group.get("rules")
                .valueStream()
                .map(rule -> rule(file, rule)));
    }

    private static Rule rule(Path file, JsonNode yaml) {
        Map.Entry<String, Boolean> kind = yaml.has("alert") ? Map.entry("alert", true) : Map.entry("record", false);
        return new Rule(
                file.getFileName().toString(),
                yaml.get(kind.getKey()).asText(),
                kind.getValue(),
                yaml.get("expr").asText(),
                yaml);
    }
}
