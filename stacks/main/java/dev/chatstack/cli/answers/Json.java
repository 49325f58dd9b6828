package dev.chatstack.cli.answers;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Records as JSON: the components of a record and nothing else, what is empty as null, words of an enum in small letters. */
public final class Json {
    /** Rises when a field is renamed, is removed, or means something else; not when one is added. */
    static final int FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(LocalDate.class, ToStringSerializer.instance)
                    .addSerializer(Enum.class, serializer((value, out, to) -> out.writeString(word((Enum<?>) value))))
                    .addSerializer(
                            Optional.class,
                            serializer((value, out, to) ->
                                    to.defaultSerializeValue(((Optional<?>) value).orElse(null), out)))
                    // the order of a set differs from run to run
                    .addSerializer(
                            Set.class,
                            serializer((value, out, to) -> to.defaultSerializeValue(
                                    ((Set<?>) value)
                                            .stream()
                                                    .map(Object::toString)
                                                    .sorted()
                                                    .toList(),
                                    out))))
            .build();

    private Json() {}

    /** {@code envelope} with the fields of {@code answer}, as a text. */
    static String of(Envelope envelope, Record answer) {
        ObjectNode json = MAPPER.valueToTree(envelope);
        json.setAll(MAPPER.<ObjectNode>valueToTree(answer));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that JSON cannot express", e);
        }
    }

    /** How {@code value} is written, such as {@code data-at-risk}. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static JsonSerializer<Object> serializer(Writer writer) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(Object value, JsonGenerator out, SerializerProvider to) throws IOException {
                writer.write(value, out, to);
            }
        };
    }

    @FunctionalInterface
    private interface Writer {
        void write(Object value, JsonGenerator out, SerializerProvider to) throws IOException;
    }
}
