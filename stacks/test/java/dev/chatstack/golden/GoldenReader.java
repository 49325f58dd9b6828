package dev.chatstack.golden;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Reads what {@link GoldenWriter} wrote. */
final class GoldenReader {
    private GoldenReader() {}

    /** The JSON of which {@code text} was made. */
    static JsonNode read(String text) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode value(YAMLParser parser) throws IOException {
        String tag = parser.getTypeId();
        JsonNode shown =
                switch (parser.currentToken()) {
                    case START_OBJECT -> object(parser);
                    case START_ARRAY -> array(parser);
                    case VALUE_STRING -> new TextNode(parser.getText());
                    // numbers and words as JSON has them
                    default -> GoldenFile.json(parser.getText());
                };
        return tag == null ? shown : standIn(tag).value(shown);
    }

    private static JsonNode object(YAMLParser parser) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            object.set(key, value(parser));
        }
        return object;
    }

    private static JsonNode array(YAMLParser parser) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static StandIn standIn(String tag) {
        return Arrays.stream(StandIn.values())
                .filter(each -> each.tag().equals(tag))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("golden file: a tag must be one of StandIn, got " + tag));
    }
}
