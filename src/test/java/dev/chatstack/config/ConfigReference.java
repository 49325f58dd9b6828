package dev.chatstack.config;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Variants;
import dev.chatstack.config.values.FreeText;
import jakarta.validation.constraints.NotEmpty;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private final Map<String, Class<?>> pending = new LinkedHashMap<>();

    private ConfigReference() {}

    static String generate() {
        ConfigReference reference = new ConfigReference();
        reference.block("The file", "", EnvironmentConfig.class);
        while (!reference.pending.isEmpty()) {
            Map.Entry<String, Class<?>> next =
                    reference.pending.entrySet().iterator().next();
            reference.pending.remove(next.getKey());
            reference.blockOrKinds(next.getKey(), next.getValue());
        }
        return reference.text.toString().stripTrailing() + "\n";
    }

    private void blockOrKinds(String path, Class<?> type) {
        Variants.of(type)
                .ifPresentOrElse(
                        variants -> variants.types()
                                .forEach((value, variant) -> block(
                                        "`" + path + "` with `" + variants.key() + ": " + value + "`", path, variant)),
                        () -> block("`" + path + "`", path, type));
    }

    private void block(String title, String path, Class<?> type) {
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
            row(path, component);
        }
        text.append('\n');
    }

    private void row(String path, RecordComponent component) {
        Class<?> type = type(component);
        if (type != FreeText.class && (type.isRecord() || Variants.of(type).isPresent())) {
            pending.putIfAbsent(path.isEmpty() ? component.getName() : path + "." + component.getName(), type);
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
