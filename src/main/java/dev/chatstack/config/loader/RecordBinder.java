package dev.chatstack.config.loader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.config.Problem;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Variants;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns a YAML tree into records. A record is made only when every setting in it fits; the mistakes of all others are collected, so that
 * a person sees them at once.
 *
 * <p>Jackson's own data binding stops at the first mistake.
 */
final class RecordBinder {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> complete = new ArrayList<>();
    private final List<Object> blocks = new ArrayList<>();
    private final Set<Class<?>> types = new HashSet<>();
    private final ValueBinder values = new ValueBinder(problems, complete, this::bind);
    private final SizedSettings sizes;

    /** {@code sizes} are asked before the default holds. */
    RecordBinder(SizedSettings sizes) {
        this.sizes = sizes;
    }

    /** What did not fit, in the order in which it was met. */
    List<Problem> problems() {
        return Stream.concat(problems.stream(), complete.stream()).toList();
    }

    /** The records that were made, inner ones first. */
    List<Object> blocks() {
        return blocks;
    }

    /** The types of the records that were to be made. */
    Set<Class<?>> types() {
        return types;
    }

    /** The record that {@code node} describes; empty when it, or a block in it, has a mistake. */
    <T> Optional<T> bind(JsonNode node, Class<T> type, String path) {
        Optional<Variants> variants = Variants.of(type);
        if (variants.isEmpty()) {
            return record(node, type, path, Set.of()).map(type::cast);
        }
        String key = variants.get().key();
        Map<String, Class<?>> types = variants.get().types();
        Class<?> variant = types.get(node.path(key).asText(""));
        if (variant != null) {
            return record(node, variant, path, Set.of(key)).map(type::cast);
        }
        String mustBe = "must be one of " + String.join(", ", types.keySet());
        String setting = join(path, key);
        problems.add(
                node.has(key)
                        ? Problem.of(setting, mustBe, node.path(key).asText(""))
                        : new Problem(setting, "is required: " + mustBe));
        return Optional.empty();
    }

    private Optional<Object> record(JsonNode node, Class<?> type, String path, Set<String> chooser) {
        int before = problems.size();
        types.add(type);
        RecordComponent[] components = type.getRecordComponents();
        Set<String> known = new LinkedHashSet<>(chooser);
        Arrays.stream(components).map(RecordComponent::getName).forEach(known::add);
        Set<String> misspelled = unknown(node, path, known);
        List<Object> bound = new ArrayList<>();
        for (RecordComponent component : components) {
            // what a misspelled setting says is not known yet
            if (!misspelled.contains(component.getName())) {
                component(node, component, path).ifPresent(bound::add);
            }
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        Object block = construct(type, components, bound);
        blocks.add(block);
        return Optional.of(block);
    }

    /** Reports the keys of {@code node} that do not exist, and returns the settings that were probably meant. */
    private Set<String> unknown(JsonNode node, String path, Set<String> known) {
        Set<String> misspelled = new HashSet<>();
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(new Problem(join(path, name), UnknownSetting.describe(name, known)));
                UnknownSetting.meant(name, known)
                        .filter(meant -> !node.has(meant))
                        .ifPresent(misspelled::add);
            }
        });
        return misspelled;
    }

    /** The value of {@code component}, that of an {@link Optional} component included; empty when it has a mistake. */
    private Optional<Object> component(JsonNode node, RecordComponent component, String path) {
        String setting = join(path, component.getName());
        JsonNode value = node.path(component.getName());
        boolean isLeftOut = value.isMissingNode() || value.isNull();
        Optional<Object> sized = isLeftOut ? sizes.value(component, setting) : Optional.empty();
        Default fallback = component.getAnnotation(Default.class);
        if (isLeftOut && sized.isEmpty() && fallback != null) {
            // a default meets its constraints: DefaultsTest checks them once, and no start has to
            return values.bind(parse(fallback.value()), component.getGenericType(), setting);
        }
        Optional<Object> bound = !isLeftOut
                ? values.bind(value, component.getGenericType(), setting)
                : sized.or(() -> values.leftOut(component.getType(), setting));
        bound.ifPresent(found -> Constraints.check(component.getDeclaringRecord(), component.getName(), found, path)
                .forEach(mistake -> (mistake.isComplete() ? complete : problems).add(mistake.problem())));
        return bound;
    }

    static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("@Default is not YAML: " + yaml, e);
        }
    }

    private static Object construct(Class<?> type, RecordComponent[] components, List<Object> values) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
