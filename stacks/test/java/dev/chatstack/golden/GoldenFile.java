package dev.chatstack.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The reviewed form of one synthesized stack, {@code test/resources/golden/STACK.yaml}: every object by its Terraform address, without
 * the notes of CDKTF. A text is shown as what it holds (see {@link StandIn}); reading a file gives the exact JSON again, so two
 * stacks that differ never have the same file.
 */
public record GoldenFile(Path path) {
    private static final Path FOLDER = Path.of("test", "resources", "golden");
    private static final String HEADER =
            "# Written by ./chatstack test -Dgolden.update=true; CONTRIBUTING.md says how to read it\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The file of {@code stack}, such as {@code aws-prod-chat}. */
    public static GoldenFile of(String stack) {
        return new GoldenFile(FOLDER.resolve(stack + ".yaml"));
    }

    /** All of them, by name. */
    public static List<GoldenFile> all() {
        return files().stream().map(GoldenFile::new).toList();
    }

    /** What is in their folder, by name. */
    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@code synthesized} as a golden file has it.
     *
     * @throws IllegalArgumentException when the text would not give the same JSON again
     */
    static String text(JsonNode synthesized) {
        ObjectNode stack = Addresses.withoutNotes(synthesized);
        String text = HEADER + GoldenWriter.write(Addresses.flat(stack));
        if (!parse(text).equals(stack)) {
            throw new IllegalArgumentException(
                    "golden file: the text must hold exactly the stack, but does not:\n" + text);
        }
        return text;
    }

    /** The JSON of which {@code text} was made. */
    static JsonNode parse(String text) {
        return Addresses.nested(GoldenReader.read(text));
    }

    /** The stack as Terraform gets it, without the notes of CDKTF. */
    public JsonNode read() {
        try {
            return parse(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of its stack. */
    public String stack() {
        return path.getFileName().toString().replaceFirst("\\.yaml$", "");
    }

    /** Writes {@code text} unless the file has it already. */
    void update(String text) throws IOException {
        if (!Files.exists(path) || !Files.readString(path).equals(text)) {
            Files.writeString(path, text);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    @Override
    public String toString() {
        return stack();
    }
}
