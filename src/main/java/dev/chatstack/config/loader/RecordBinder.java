package dev.chatstack.config.loader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.config.Problem;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Variants;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Turns a YAML tree into records and goes on after a mistake, so that a person sees all of them at once.
 *
 * <p>Jackson's own data binding stops at the first.
 */
final class RecordBinder {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final SizedSettings sizes;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> misspelled = new ArrayList<>();

    /** {@code sizes} are asked before the default holds. */
    RecordBinder(SizedSettings sizes) {
        this.sizes = sizes;
    }

    /** What did not fit, in the order in which it was met. */
    List<Problem> problems() {
        return problems;
    }

    /** The settings that were meant by keys that do not exist; what stands there instead is a default that nobody chose. */
    List<String> misspelled() {
        return misspelled;
    }

    /** The record that {@code node} describes; components whose value did not fit are null. */
    <T> T bind(JsonNode node, Class<T> type, String path) {
        Variants variants = Variants.of(type).orElse(null);
        if (variants == null) {
            return type.cast(record(node, type, path, Set.of()));
        }
        String chosen = node.path(variants.key()).asText("");
        Class<?> variant = variants.types().get(chosen);
        if (variant == null) {
            String mustBe =
                    "must be one of " + String.join(", ", variants.types().keySet());
            String key = join(path, variants.key());
            problems.add(
                    node.has(variants.key())
                            ? Problem.of(key, mustBe, chosen)
                            : new Problem(key, "is required: " + mustBe));
            return null;
        }
        return type.cast(record(node, variant, path, Set.of(variants.key())));
    }

    private Object record(JsonNode node, Class<?> type, String path, Set<String> chooser) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> known = new LinkedHashSet<>(chooser);
        Arrays.stream(components).map(RecordComponent::getName).forEach(known::add);
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(new Problem(join(path, name), UnknownSetting.describe(name, known)));
                UnknownSetting.meant(name, known)
                        .filter(meant -> !node.has(meant))
                        .ifPresent(meant -> misspelled.add(join(path, meant)));
            }
        });
        Object[] values = Arrays.stream(components)
                .map(component -> component(node, component, path))
                .toArray();
        return construct(type, components, values);
    }

    private Object component(JsonNode node, RecordComponent component, String path) {
        JsonNode value = node.path(component.getName());
        String setting = join(path, component.getName());
        if (!value.isMissingNode() && !value.isNull()) {
            return value(value, component.getGenericType(), setting);
        }
        Default fallback = component.getAnnotation(Default.class);
        return sizes.value(component, setting)
                .orElseGet(() ->
                        fallback == null ? null : value(parse(fallback.value()), component.getGenericType(), setting));
    }

    private Object value(JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == List.class ? list(node, element, path) : map(node, element, path);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return node.isTextual()
                    ? node.textValue()
                    : mismatch(path, node.isValueNode() ? "must be text; put it in quotes" : "must be text", node);
        }
        if (raw == Integer.class) {
            return node.canConvertToInt() && node.isIntegralNumber()
                    ? node.intValue()
                    : mismatch(path, "must be a whole number" + withoutQuotes(node, "-?\\d+"), node);
        }
        if (raw == Boolean.class) {
            return node.isBoolean()
                    ? node.booleanValue()
                    : mismatch(path, "must be true or false" + withoutQuotes(node, "true|false"), node);
        }
        if (raw.isEnum()) {
            return constant(node, raw, path);
        }
        return node.isObject() ? bind(node, raw, path) : mismatch(path, "must be a block of settings", node);
    }

    private Object constant(JsonNode node, Class<?> type, String path) {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(node.asText())) {
                return constant;
            }
        }
        return mismatch(
                path,
                "must be one of "
                        + String.join(
                                ", ",
                                Stream.of(type.getEnumConstants())
                                        .map(Object::toString)
                                        .toList()),
                node);
    }

    private Object list(JsonNode node, Type element, String path) {
        if (!node.isArray()) {
            return mismatch(
                    path, node.isValueNode() ? "must be a list; put it in brackets [ ]" : "must be a list", node);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Object value = value(node.get(i), element, path + "[" + i + "]");
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private Object map(JsonNode node, Type element, String path) {
        if (!node.isObject()) {
            return mismatch(path, "must be a block of settings", node);
        }
        Map<String, Object> values = new TreeMap<>();
        node.properties().forEach(entry -> {
            Object value = value(entry.getValue(), element, join(path, entry.getKey()));
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        });
        return values;
    }

    private static String withoutQuotes(JsonNode node, String value) {
        return node.isTextual() && node.textValue().matches(value) ? "; take the quotes away" : "";
    }

    private Object mismatch(String path, String mustBe, JsonNode node) {
        problems.add(Problem.of(path, mustBe, node.isValueNode() ? node.asText() : node));
        return null;
    }

    private static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("@Default is not YAML: " + yaml, e);
        }
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    type + " must accept components that are null, so that all problems can be reported", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
