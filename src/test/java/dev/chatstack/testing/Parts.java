package dev.chatstack.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Environment files put together from parts: of each group of {@code parts.yaml} one. */
public final class Parts {
    /** Where the parts and their combinations are; a proof on a real API server reads them, too. */
    public static final Path FOLDER = Path.of("..", "src", "test", "resources", "config");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode PARTS = read("parts.yaml");

    private Parts() {}

    /** The groups, in the order in which a combination names their parts. */
    public static List<String> groups() {
        List<String> groups = new ArrayList<>();
        PARTS.fieldNames().forEachRemaining(groups::add);
        return groups;
    }

    /** The parts of {@code group}. */
    public static List<String> of(String group) {
        List<String> parts = new ArrayList<>();
        PARTS.path(group).fieldNames().forEachRemaining(parts::add);
        return parts;
    }

    /** The file of one part for each group. */
    public static ObjectNode file(List<String> parts) {
        List<String> groups = groups();
        ObjectNode file = YAML.createObjectNode();
        for (int i = 0; i < groups.size(); i++) {
            JsonNode part = PARTS.path(groups.get(i)).path(parts.get(i));
            if (part.isMissingNode()) {
                throw new IllegalArgumentException("no part " + parts.get(i) + " of " + groups.get(i));
            }
            merge(file, part);
        }
        return file;
    }

    /** The combinations in which each pair of parts that go together stands, as lists of their parts. */
    public static List<List<String>> combinations() {
        return read("combinations.yaml")
                .path("files")
                .valueStream()
                .map(row -> Arrays.asList(row.asText().split(" ")))
                .toList();
    }

    /** A folder for files {@code NAME.yaml}, with the website that they name next to it. */
    public static Path configFolder() {
        try {
            Path root = Files.createDirectories(Path.of("..", "target", "generated"));
            Path website = root.resolve("website");
            if (Files.notExists(website)) {
                Files.createSymbolicLink(website, Path.of("..", "..", "website"));
            }
            return Files.createDirectories(root.resolve("config"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code file} as YAML. */
    public static String text(JsonNode file) {
        try {
            return YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void merge(ObjectNode file, JsonNode part) {
        part.properties().forEach(entry -> {
            JsonNode there = file.get(entry.getKey());
            if (there instanceof ObjectNode block && entry.getValue().isObject()) {
                merge(block, entry.getValue());
            } else {
                file.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }

    private static JsonNode read(String name) {
        try {
            return YAML.readTree(Files.readString(FOLDER.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
