package dev.chatstack.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.kubernetes.Literal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chart as its makers ship it. {@code bootstrap-mgmt.sh} installs neither charts nor helm: a test that asks for one is skipped, and
 * says so, where {@code CHATSTACK_CHARTS} names no folder of unpacked charts, or helm is not on the PATH.
 */
public record RealChart(Path folder) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The minor version of Kubernetes that the clouds' stacks ask for today. */
    private static final String KUBERNETES = "--kube-version=1.34.2";

    /** The chart {@code name} of exactly {@code version}; without it the test is skipped. */
    public static RealChart of(String name, String version) {
        Optional<RealChart> chart = find(name, version);
        assumeThat(chart).as("CHATSTACK_CHARTS has no " + name + " " + version).isPresent();
        return chart.orElseThrow();
    }

    /** The same for a test that has others to look at; without any charts it is skipped. */
    public static Optional<RealChart> find(String name, String version) {
        String charts = System.getenv("CHATSTACK_CHARTS");
        assumeThat(charts).as("CHATSTACK_CHARTS names no folder with charts").isNotNull();
        assumeThat(System.getenv("PATH").split(":"))
                .as("helm is not on the PATH")
                .anyMatch(place -> Files.isExecutable(Path.of(place, "helm")));
        try (Stream<Path> folders = Files.list(Path.of(charts))) {
            return folders.filter(folder -> {
                        JsonNode about = read(folder.resolve("Chart.yaml"));
                        return about.path("name").asText().equals(name)
                                && about.path("version").asText().equals(version);
                    })
                    .findFirst()
                    .map(RealChart::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The objects that helm makes of it for the release {@code name}.
     *
     * @param room a folder that the caller removes
     * @param values as a stack has them; what Terraform reads in a string is undone first
     */
    public List<JsonNode> render(Path room, String name, String namespace, JsonNode values) {
        try {
            Path file = room.resolve("values.yaml");
            Files.writeString(file, Literal.read(YAML.writeValueAsString(values)));
            String objects = Program.run(
                            room,
                            "helm",
                            "template",
                            name,
                            folder.toString(),
                            "--namespace=" + namespace,
                            KUBERNETES,
                            "--values=" + file)
                    .succeeds()
                    .output();
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(objects).readAll().stream()
                    // a template may have nothing to say
                    .filter(JsonNode::isObject)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Files.exists(file) ? YAML.readTree(file.toFile()) : YAML.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
