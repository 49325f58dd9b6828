package dev.chatstack.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.cli.Environments;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.synthesis.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container without a limit of its own gets that of its namespace, which nobody measured for it. */
@DisplayName("What charts are told of memory")
class ChartLimitsTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path output;

    @Test
    void hasALimitWhereverSomethingIsReserved() throws IOException {
        List<String> unlimited = new ArrayList<>();
        int releases = 0;
        for (JsonNode stack : stacks()) {
            for (JsonNode release : stack.at("/resource/helm_release")) {
                JsonNode values = YAML.readTree(release.at("/values/0").asText("{}"));
                collect(release.path("name").asText(), values, unlimited);
                releases++;
            }
        }

        assertThat(releases).isGreaterThan(10);
        assertThat(unlimited).isEmpty();
    }

    private static void collect(String path, JsonNode values, List<String> unlimited) {
        if (values.has("requests")
                && !values.at("/requests/memory").isMissingNode()
                && values.at("/limits/memory").isMissingNode()) {
            unlimited.add(path);
        }
        values.properties().forEach(field -> collect(path + "." + field.getKey(), field.getValue(), unlimited));
        values.forEach(child -> {
            if (values.isArray()) {
                collect(path + "[]", child, unlimited);
            }
        });
    }

    private List<JsonNode> stacks() throws IOException {
        for (String name : new Environments(CONFIG).names()) {
            new Synthesis(List.of(ConfigLoader.load(CONFIG.resolve(name + ".yaml"))), Optional.empty()).writeTo(output);
        }
        List<JsonNode> stacks = new ArrayList<>();
        try (Stream<Path> folders = Files.list(output.resolve("stacks"))) {
            for (Path folder : folders.toList()) {
                stacks.add(JSON.readTree(folder.resolve("cdk.tf.json").toFile()));
            }
        }
        return stacks;
    }
}
