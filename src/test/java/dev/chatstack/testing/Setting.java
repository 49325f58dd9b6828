package dev.chatstack.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.setting.Variants;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A setting that stands in a file.
 *
 * @param steps keys and indexes of its path
 * @param name the same for all files that have it, such as {@code chat(rocketchat).reaches[]}
 * @param type what it may be; that of text for a key that chooses the kind of its block
 * @param component the component of the record that declares it, or the list or map that it is an entry of
 * @param value what the file says
 */
public record Setting(
        List<Object> steps, String name, AnnotatedType type, Optional<RecordComponent> component, JsonNode value) {
    /** Every setting of {@code file}, blocks before what is in them. */
    public static List<Setting> of(JsonNode file) {
        List<Setting> settings = new ArrayList<>();
        block(EnvironmentConfig.class, file, List.of(), "", settings);
        return settings;
    }

    /** The path as messages write it. */
    public String path() {
        StringBuilder path = new StringBuilder();
        for (Object step : steps) {
            if (step instanceof Integer) {
                path.append('[').append(step).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step);
            }
        }
        return path.toString();
    }

    /** The Java type of one value. */
    public Class<?> raw() {
        Type raw = type instanceof AnnotatedParameterizedType generic
                ? ((ParameterizedType) generic.getType()).getRawType()
                : type.getType();
        return (Class<?>) raw;
    }

    /** Whether it is a block of settings, of one kind or several. */
    public boolean isBlock() {
        return value.isObject() && raw() != Map.class;
    }

    /** Writes {@code other} into {@code file}, which has this setting, in its place; or takes it away. */
    public void write(JsonNode file, Optional<? extends JsonNode> other) {
        JsonNode block = file;
        for (Object step : steps.subList(0, steps.size() - 1)) {
            block = step instanceof Integer index ? block.get(index) : block.get((String) step);
        }
        Object last = steps.get(steps.size() - 1);
        if (block instanceof ArrayNode list && last instanceof Integer index) {
            list.remove(index);
            other.ifPresent(value -> list.insert(index, value));
        } else if (block instanceof ObjectNode settings) {
            settings.remove((String) last);
            other.ifPresent(value -> settings.set((String) last, value));
        }
    }

    private static void block(Class<?> type, JsonNode node, List<Object> steps, String name, List<Setting> settings) {
        Optional<Variants> variants = Variants.of(type);
        if (variants.isPresent()) {
            String key = variants.get().key();
            String chosen = node.path(key).asText();
            String kind = name + "(" + chosen + ")";
            settings.add(new Setting(with(steps, key), name + "." + key, TEXT, Optional.empty(), node.path(key)));
            Class<?> variant = variants.get().types().get(chosen);
            if (variant != null) {
                components(variant, node, steps, kind, settings);
            }
        } else {
            components(type, node, steps, name, settings);
        }
    }

    private static void components(
            Class<?> type, JsonNode node, List<Object> steps, String name, List<Setting> settings) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = node.path(component.getName());
            if (!value.isMissingNode()) {
                String path = name.isEmpty() ? component.getName() : name + "." + component.getName();
                value(component, component.getAnnotatedType(), value, with(steps, component.getName()), path, settings);
            }
        }
    }

    private static void value(
            RecordComponent component,
            AnnotatedType type,
            JsonNode node,
            List<Object> steps,
            String name,
            List<Setting> settings) {
        Setting setting = new Setting(steps, name, type, Optional.of(component), node);
        if (setting.raw() == Optional.class) {
            value(component, last(type), node, steps, name, settings);
            return;
        }
        settings.add(setting);
        if (node.isArray() && setting.raw() == List.class) {
            for (int i = 0; i < node.size(); i++) {
                value(component, last(type), node.get(i), with(steps, i), name + "[]", settings);
            }
        } else if (node.isObject() && setting.raw() == Map.class) {
            node.properties()
                    .forEach(entry -> value(
                            component,
                            last(type),
                            entry.getValue(),
                            with(steps, entry.getKey()),
                            name + ".*",
                            settings));
        } else if (node.isObject()) {
            block(setting.raw(), node, steps, name, settings);
        }
    }

    private static AnnotatedType last(AnnotatedType type) {
        AnnotatedType[] arguments = ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    private static List<Object> with(List<Object> steps, Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return List.copyOf(longer);
    }

    private static final AnnotatedType TEXT = text();

    private static AnnotatedType text() {
        try {
            return Setting.class.getDeclaredField("name").getAnnotatedType();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
