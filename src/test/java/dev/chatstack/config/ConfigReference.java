package dev.chatstack.config;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Variants;
import dev.chatstack.config.values.FreeText;
import jakarta.validation.constraints.NotEmpty;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reference of every setting, a Markdown table for each block. */
final class ConfigReference {
    private static final String INTRODUCTION = """
            # Settings

            <!-- generated from the records in src/main/java/dev/chatstack/config by ConfigReferenceTest; do not edit -->

            Each file is one complete environment: `gcp-dev.yaml` is the environment `gcp-dev`. Files do not inherit from each
            other. Most blocks are optional: without the block, the feature is not installed. Never write a secret into a file,
            only the name of the Kubernetes Secret that holds it. Start a file with
            `# yaml-language-server: $schema=schema.json`, and editors complete and check it. `./chatstack check` prints every
            problem of a file.

            """;

    private final StringBuilder text = new StringBuilder(INTRODUCTION);
    private final Map<String, Block> pending = new LinkedHashMap<>();
    private final Map<String, Set<Class<?>>> typesOf = new HashMap<>();

    /** A block, and the nearest one around it of which there are several kinds. */
    private record Block(String path, Class<?> type, String kind) {}

    private ConfigReference() {}

    /** Twice: the first time finds paths at which each kind of a block around them has another block. */
    static String generate() {
        ConfigReference first = new ConfigReference();
        first.write();
        ConfigReference second = new ConfigReference();
        second.typesOf.putAll(first.typesOf);
        second.write();
        return second.text.toString().stripTrailing() + "\n";
    }

    private void write() {
        block("The file", new Block("", EnvironmentConfig.class, ""));
        while (!pending.isEmpty()) {
            Map.Entry<String, Block> next = pending.entrySet().iterator().next();
            pending.remove(next.getKey());
            blockOrKinds(next.getValue());
        }
    }

    private void blockOrKinds(Block block) {
        Variants.of(block.type())
                .ifPresentOrElse(
                        variants -> variants.types().forEach((value, variant) -> {
                            String kind = " with `" + variants.key() + ": " + value + "`";
                            block("`" + block.path() + "`" + kind, new Block(block.path(), variant, kind));
                        }),
                        () -> block(
                                "`" + block.path() + "`"
                                        + (typesOf.getOrDefault(block.path(), Set.of())
                                                                .size()
                                                        > 1
                                                ? block.kind()
                                                : ""),
                                block));
    }

    private void block(String title, Block block) {
        Class<?> type = block.type();
        text.append("## ").append(title).append("\n\n");
        About about = type.getAnnotation(About.class);
        if (about != null) {
            text.append(capitalized(about.value())).append(".\n\n");
        }
        if (type.getRecordComponents().length == 0) {
            return;
        }
        text.append("| setting | value | default | meaning |\n|---|---|---|---|\n");
        for (RecordComponent component : type.getRecordComponents()) {
            row(block, component);
        }
        text.append('\n');
    }

    private void row(Block around, RecordComponent component) {
        Class<?> type = content(component);
        if (type != FreeText.class && (type.isRecord() || Variants.of(type).isPresent())) {
            String name = component.getName() + (component.getType() == List.class ? "[]" : "");
            String path = around.path().isEmpty() ? name : around.path() + "." + name;
            pending.putIfAbsent(path + " " + type.getName(), new Block(path, type, around.kind()));
            typesOf.computeIfAbsent(path, any -> new HashSet<>()).add(type);
        }
        text.append("| `%s` | %s | %s | %s |\n"
                .formatted(
                        component.getName(),
                        kind(component),
                        fallback(component),
                        component.getAnnotation(About.class).value()));
    }

    private static String kind(RecordComponent component) {
        Class<?> type = type(component);
        if (type == List.class || type == Map.class) {
            return type == List.class ? "list" : "names and values";
        }
        if (type.isEnum()) {
            List<String> names = new ArrayList<>();
            for (Object constant : type.getEnumConstants()) {
                names.add("`" + constant + "`");
            }
            return String.join(", ", names);
        }
        Map<Class<?>, String> words = Map.of(
                String.class,
                "text",
                FreeText.class,
                "free text",
                int.class,
                "number",
                Integer.class,
                "number",
                boolean.class,
                "true or false");
        return words.getOrDefault(type, "block");
    }

    /** What a person writes: of an optional setting, what it holds. */
    private static Class<?> type(RecordComponent component) {
        return component.getType() == Optional.class
                ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : component.getType();
    }

    /** The same, of what is in a list or map. */
    private static Class<?> content(RecordComponent component) {
        Class<?> type = type(component);
        if (type != List.class && type != Map.class) {
            return type;
        }
        Type[] arguments = ((ParameterizedType) component.getGenericType()).getActualTypeArguments();
        return arguments[arguments.length - 1] instanceof Class<?> content ? content : type;
    }

    private static String fallback(RecordComponent component) {
        Default fallback = component.getAnnotation(Default.class);
        if (fallback != null) {
            return fallback.value().equals("{}") ? "all defaults" : "`" + fallback.value() + "`";
        }
        return isRequired(component) ? "**required**" : "none";
    }

    private static boolean isRequired(RecordComponent component) {
        try {
            return isRequired(component.getDeclaringRecord().getDeclaredField(component.getName()));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record without the field of its component " + component, e);
        }
    }

    /** Whether a person must write the setting of {@code field}. */
    static boolean isRequired(Field field) {
        if (field.isAnnotationPresent(Default.class)) {
            return false;
        }
        return !List.of(Optional.class, List.class, Map.class).contains(field.getType())
                || field.isAnnotationPresent(NotEmpty.class);
    }

    private static String capitalized(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
