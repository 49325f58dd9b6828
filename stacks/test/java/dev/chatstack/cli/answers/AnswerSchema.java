package dev.chatstack.cli.answers;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JSON Schema of a command's answer: the components of its record, in the words of their Javadoc. */
final class AnswerSchema {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern JAVADOC =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+\\s*)*$", Pattern.DOTALL);

    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private AnswerSchema() {}

    /** That of {@code command}, whose answer is {@code record}. */
    static ObjectNode of(String command, Class<? extends Record> record) {
        AnswerSchema parts = new AnswerSchema();
        ObjectNode envelope = parts.object(Envelope.class);
        ObjectNode answer = parts.object(record);
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "./chatstack " + command + " --json");
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.setAll((ObjectNode) envelope.get("properties"));
        properties.setAll((ObjectNode) answer.get("properties"));
        ((ObjectNode) properties.get("format")).put("const", Json.FORMAT);
        ((ObjectNode) properties.get("command")).put("const", command);
        schema.set("required", envelope.get("required"));
        // a command that could not answer says why, and nothing else
        schema.putObject("if").putObject("properties").putObject("problems").put("maxItems", 0);
        schema.putObject("then").set("required", answer.get("required"));
        ObjectNode all = schema.putObject("$defs");
        parts.definitions.forEach(all::set);
        return schema;
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type held = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                ObjectNode optional = JSON.createObjectNode();
                optional.putArray("anyOf")
                        .add(schema(held))
                        .add(JSON.createObjectNode().put("type", "null"));
                return optional;
            }
            if (Collection.class.isAssignableFrom((Class<?>) generic.getRawType())) {
                ObjectNode list = JSON.createObjectNode().put("type", "array");
                list.set("items", schema(held));
                return list;
            }
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            String name = name(plain);
            if (!definitions.containsKey(name)) {
                // before its parts, which may name it again
                definitions.put(name, JSON.createObjectNode());
                definitions.put(name, object(plain));
            }
            return JSON.createObjectNode().put("$ref", "#/$defs/" + name);
        }
        if (plain.isEnum()) {
            ObjectNode words = JSON.createObjectNode().put("type", "string");
            ArrayNode values = words.putArray("enum");
            Arrays.stream(plain.getEnumConstants()).forEach(value -> values.add(Json.word((Enum<?>) value)));
            return words;
        }
        return scalar(plain);
    }

    private static ObjectNode scalar(Class<?> type) {
        ObjectNode scalar = JSON.createObjectNode();
        if (type == Instant.class || type == LocalDate.class) {
            return scalar.put("type", "string").put("format", type == Instant.class ? "date-time" : "date");
        }
        return scalar.put(
                "type",
                type == String.class
                        ? "string"
                        : type == boolean.class
                                ? "boolean"
                                : type == double.class
                                        ? "number"
                                        : Stream.of(int.class, long.class, Long.class)
                                                .filter(type::equals)
                                                .map(whole -> "integer")
                                                .findFirst()
                                                .orElseThrow(() -> new IllegalStateException("no JSON for " + type)));
    }

    private ObjectNode object(Class<?> record) {
        ObjectNode object = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = object.putArray("required");
        String javadoc = javadoc(record);
        for (RecordComponent component : record.getRecordComponents()) {
            properties.set(component.getName(), schema(component.getGenericType()));
            ((ObjectNode) properties.get(component.getName())).put("description", about(javadoc, component));
            required.add(component.getName());
        }
        return object;
    }

    private static String about(String javadoc, RecordComponent component) {
        Matcher found = Pattern.compile(
                        "@param " + component.getName() + "\\s+((?:(?!\\n\\s*\\*\\s*@).)+)", Pattern.DOTALL)
                .matcher(javadoc);
        if (!found.find()) {
            throw new IllegalStateException(component.getDeclaringRecord().getName() + ": the Javadoc must say what "
                    + component.getName() + " is");
        }
        String words = component.getType() == Optional.class ? found.group(1).replace("empty", "null") : found.group(1);
        return words.replaceAll("\\{@link \\w+#EVERYTHING}", "`*`")
                .replaceAll("\\{@\\w+ ([^}]+)}", "`$1`")
                .replaceAll("\\s*\\*\\s*", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String javadoc(Class<?> record) {
        Class<?> top = record;
        while (top.getEnclosingClass() != null) {
            top = requireNonNull(top.getEnclosingClass());
        }
        try {
            String source = Files.readString(
                    Path.of("main", "java").resolve(top.getName().replace('.', '/') + ".java"));
            Matcher before = JAVADOC.matcher(
                    source.substring(0, source.indexOf("public record " + record.getSimpleName() + "(")));
            if (!before.find()) {
                throw new IllegalStateException(record.getName() + " must have Javadoc");
            }
            return before.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two records may have the same name in different answers, never in one. */
    private static String name(Class<?> record) {
        return record.getSimpleName();
    }
}
