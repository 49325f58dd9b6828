package dev.chatstack.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a golden file shows in the place of a value, under a tag; each gives exactly the value again. */
enum StandIn {
    /** A text that is a file of {@code src/main/resources}: its name and a hash of the text. */
    FILE("file") {
        @Override
        JsonNode of(JsonNode value) {
            return value.isTextual() ? ResourceFiles.nameOfText(value.textValue()) : NONE;
        }

        @Override
        JsonNode value(JsonNode shown) {
            return new TextNode(ResourceFiles.text(shown.textValue()));
        }
    },
    /** What a YAML file of {@code src/main/resources} says: its name and a hash of its text. */
    CONTENT("content-of") {
        @Override
        JsonNode of(JsonNode value) {
            return value.isObject() ? ResourceFiles.nameOfContent(value) : NONE;
        }

        @Override
        JsonNode value(JsonNode shown) {
            return ChartYaml.parse(ResourceFiles.text(shown.textValue()));
        }
    },
    /** A text that is JSON on one line: what it says. */
    JSON("json") {
        @Override
        JsonNode of(JsonNode value) {
            if (!value.isTextual() || !value.textValue().matches("(?s)[\\[{].+[\\]}]")) {
                return NONE;
            }
            try {
                JsonNode said = GoldenFile.json(value.textValue());
                return value(said).equals(value) ? said : NONE;
            } catch (IllegalArgumentException e) {
                return NONE;
            }
        }

        @Override
        JsonNode value(JsonNode shown) {
            return new TextNode(shown.toString());
        }
    },
    /** A text that is YAML as charts get it: what it says. */
    YAML("yaml") {
        @Override
        JsonNode of(JsonNode value) {
            if (!value.isTextual() || !value.textValue().matches("(?s)[A-Za-z\"].*:.*\n")) {
                return NONE;
            }
            try {
                JsonNode said = ChartYaml.parse(value.textValue());
                return said.isObject() && value(said).equals(value) ? said : NONE;
            } catch (IllegalArgumentException e) {
                return NONE;
            }
        }

        @Override
        JsonNode value(JsonNode shown) {
            return new TextNode(ChartYaml.write(shown));
        }
    },
    /** A text of many lines in Base64: the lines. */
    BASE64("base64") {
        @Override
        JsonNode of(JsonNode value) {
            if (!value.isTextual() || !value.textValue().matches("[A-Za-z0-9+/]{40,}={0,2}")) {
                return NONE;
            }
            try {
                byte[] bytes = Base64.getDecoder().decode(value.textValue());
                JsonNode lines = new TextNode(new String(bytes, StandardCharsets.UTF_8));
                return lines.textValue().contains("\n") && value(lines).equals(value) ? lines : NONE;
            } catch (IllegalArgumentException e) {
                return NONE;
            }
        }

        @Override
        JsonNode value(JsonNode shown) {
            return new TextNode(
                    Base64.getEncoder().encodeToString(shown.textValue().getBytes(StandardCharsets.UTF_8)));
        }
    };

    private static final JsonNode NONE = MissingNode.getInstance();

    private final String tag;

    StandIn(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    /** What is shown in the place of {@code value}; missing where it stands for itself. */
    abstract JsonNode of(JsonNode value);

    /** The value that {@code shown} stands for. */
    abstract JsonNode value(JsonNode shown);
}
