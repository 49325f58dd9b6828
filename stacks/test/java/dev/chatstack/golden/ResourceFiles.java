package dev.chatstack.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chatstack.config.values.Fingerprint;
import dev.chatstack.kubernetes.Literal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of the library by their content, as they are and as Terraform gets them, which escapes <code>${</code>. */
final class ResourceFiles {
    private static final Path FOLDER = Path.of("..", "src", "main", "resources");
    private static final int HASH_BYTES = 8;

    /** Texts by name and hash. */
    private static final Map<String, String> TEXTS = new HashMap<>();

    private static final Map<String, String> NAMES = new HashMap<>();
    private static final Map<String, String> NAMES_BY_CONTENT = new HashMap<>();

    static {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            // where two files say the same, the first by name stands for both
            for (Path file : files.filter(Files::isRegularFile)
                    .sorted(Collections.reverseOrder())
                    .toList()) {
                add(FOLDER.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResourceFiles() {}

    private static void add(String name, String content) {
        for (String text : List.of(content, Literal.of(content))) {
            String known = name + " " + Fingerprint.of(text, HASH_BYTES);
            TEXTS.put(known, text);
            NAMES.put(text, known);
            if (name.endsWith(".yaml")) {
                NAMES_BY_CONTENT.put(ChartYaml.parse(text).toString(), known);
            }
        }
    }

    /** The name and hash of the file with {@code text}. */
    static JsonNode nameOfText(String text) {
        return node(NAMES.get(text));
    }

    /** The name and hash of the file that says what {@code content} does. */
    static JsonNode nameOfContent(JsonNode content) {
        return node(NAMES_BY_CONTENT.get(content.toString()));
    }

    /** The text of the file with this {@code name} and hash. */
    static String text(String name) {
        if (!TEXTS.containsKey(name)) {
            throw new IllegalArgumentException(
                    "golden file: src/main/resources must have a file with this hash, got %s; a file that changed is written by -Dgolden.update=true"
                            .formatted(name));
        }
        return TEXTS.get(name);
    }

    private static JsonNode node(String name) {
        return name == null ? MissingNode.getInstance() : new TextNode(name);
    }
}
