package dev.chatstack.config.loader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.Problem;
import dev.chatstack.config.values.FreeText;
import dev.chatstack.config.values.PlainText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Turns one value of a YAML tree into the type of its setting, and says what a person must write when it does not fit.
 *
 * @param problems values that do not fit, of which nothing more is known
 * @param complete values that are wrong and yet known, so that the rules can say what else is wrong
 */
record ValueBinder(List<Problem> problems, List<Problem> complete, BlockBinder blocks) {
    /** Binds a value that is a block of settings. */
    interface BlockBinder {
        Optional<?> bind(JsonNode node, Class<?> type, String path);
    }

    /** The value of a setting of {@code type} that the file leaves out; a problem unless such a setting can be left out. */
    Optional<Object> leftOut(Class<?> type, String path) {
        if (type == Optional.class) {
            return Optional.of(Optional.empty());
        }
        if (type == List.class) {
            return Optional.of(List.of());
        }
        if (type == Map.class) {
            return Optional.of(Map.of());
        }
        problems.add(new Problem(path, "is required"));
        return Optional.empty();
    }

    /** The value of {@code node} as {@code type}; empty when it does not fit. */
    Optional<Object> bind(JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == Optional.class) {
                return bind(node, element, path).map(Optional::of);
            }
            return generic.getRawType() == List.class ? list(node, element, path) : map(node, element, path);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return node.isTextual()
                    ? plain(node.textValue(), path)
                    : mismatch(path, node.isValueNode() ? "must be text; put it in quotes" : "must be text", node);
        }
        if (raw == FreeText.class) {
            return node.isValueNode() && !node.isNull()
                    ? free(node.asText(), path)
                    : mismatch(path, "must be text", node);
        }
        if (raw == int.class || raw == Integer.class) {
            return node.canConvertToInt() && node.isIntegralNumber()
                    ? Optional.of(node.intValue())
                    : mismatch(path, "must be a whole number" + withoutQuotes(node, "-?\\d+"), node);
        }
        if (raw == boolean.class) {
            return node.isBoolean()
                    ? Optional.of(node.booleanValue())
                    : mismatch(path, "must be true or false" + withoutQuotes(node, "true|false"), node);
        }
        if (raw.isEnum()) {
            return constant(node, raw.getEnumConstants(), path);
        }
        return node.isObject()
                ? blocks.bind(node, raw, path).map(Object.class::cast)
                : mismatch(path, "must be a block of settings", node);
    }

    private Optional<Object> plain(String text, String path) {
        Optional<String> objection = PlainText.objection(text);
        objection.ifPresent(mustBe -> problems.add(Problem.of(path, mustBe, text)));
        return objection.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private Optional<Object> free(String text, String path) {
        FreeText free = FreeText.of(text);
        Optional<String> objection = free.objection();
        objection.ifPresent(mustBe -> problems.add(Problem.of(path, mustBe, text)));
        return objection.isEmpty() ? Optional.of(free) : Optional.empty();
    }

    private Optional<Object> constant(JsonNode node, Object[] constants, String path) {
        for (Object constant : constants) {
            if (constant.toString().equals(node.asText())) {
                return Optional.of(constant);
            }
        }
        String words = Arrays.stream(constants).map(Object::toString).collect(Collectors.joining(", "));
        return mismatch(path, "must be one of " + words, node);
    }

    private Optional<Object> list(JsonNode node, Type element, String path) {
        if (!node.isArray()) {
            return mismatch(
                    path, node.isValueNode() ? "must be a list; put it in brackets [ ]" : "must be a list", node);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String entry = path + "[" + i + "]";
            Optional<Object> value = bind(node.get(i), element, entry);
            value.filter(values::contains)
                    .ifPresent(again -> complete.add(Problem.of(entry, "must not repeat an entry of the list", again)));
            value.ifPresent(values::add);
        }
        return Optional.of(List.copyOf(values));
    }

    private Optional<Object> map(JsonNode node, Type element, String path) {
        if (!node.isObject()) {
            return mismatch(path, "must be a block of settings", node);
        }
        Map<String, Object> values = new TreeMap<>();
        node.properties().forEach(entry -> {
            String setting = RecordBinder.join(path, entry.getKey());
            plain(entry.getKey(), setting);
            bind(entry.getValue(), element, setting).ifPresent(value -> values.put(entry.getKey(), value));
        });
        return Optional.of(Collections.unmodifiableMap(values));
    }

    private static String withoutQuotes(JsonNode node, String value) {
        return node.isTextual() && node.textValue().matches(value) ? "; take the quotes away" : "";
    }

    private Optional<Object> mismatch(String path, String mustBe, JsonNode node) {
        problems.add(Problem.of(path, mustBe, node.isValueNode() ? node.asText() : node));
        return Optional.empty();
    }
}
