package dev.chatstack.kubernetes.charts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values of a chart, or the fields of an object, said one by one under their path.
 *
 * <p>A path is written as {@code helm --set} takes it: {@code grafana.service.port}, with a backslash before a dot that belongs to a
 * name. A value is text, a number, a boolean, a list, a map, or other Values.
 */
public final class Values {
    private final Map<String, @Nullable Object> fields = new TreeMap<>();

    private Values() {}

    /** None yet. */
    public static Values none() {
        return new Values();
    }

    /** The first of several. */
    public static Values of(String path, Object value) {
        return none().set(path, value);
    }

    /** An object of the cluster: its kind and name, and what is set in it. */
    public static Values object(String apiVersion, String kind, String name) {
        return of("apiVersion", apiVersion).set("kind", kind).set("metadata.name", name);
    }

    /** Sets {@code path}, and makes what is above it. */
    public Values set(String path, Object value) {
        return put(path, value);
    }

    private Values put(String path, @Nullable Object value) {
        String[] names = path.split("(?<!\\\\)\\.", -1);
        Map<String, @Nullable Object> parent = fields;
        for (int i = 0; i < names.length - 1; i++) {
            parent = child(parent, name(names[i]));
        }
        parent.put(name(names[names.length - 1]), value);
        return this;
    }

    /** Adds {@code more} to the list at {@code path}, and makes one where there is none. */
    public Values append(String path, List<?> more) {
        List<Object> all = new ArrayList<>();
        if (at(path) instanceof List<?> there) {
            all.addAll(there);
        }
        all.addAll(more);
        return set(path, all);
    }

    private @Nullable Object at(String path) {
        Object found = this;
        for (String name : path.split("(?<!\\\\)\\.", -1)) {
            found = found instanceof Values below ? below.fields.get(name(name)) : null;
        }
        return found;
    }

    /** Sets {@code path} to {@code value}, where there is one. */
    public Values set(String path, Optional<?> value) {
        value.ifPresent(it -> set(path, it));
        return this;
    }

    /** Sets {@code path} to {@code value}; without one, removes what the chart itself says there. */
    public Values setOrClear(String path, Optional<?> value) {
        return put(path, value.orElse(null));
    }

    /** Sets every one of {@code paths} to {@code value}. */
    public Values setAll(Object value, String... paths) {
        List.of(paths).forEach(path -> set(path, value));
        return this;
    }

    /** Sets everything that {@code more} has at its top. */
    public Values with(Values more) {
        fields.putAll(more.fields);
        return this;
    }

    /** Whether nothing was set. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** As maps, sorted by name. */
    @JsonValue
    public Map<String, @Nullable Object> asMap() {
        return fields;
    }

    private static Map<String, @Nullable Object> child(Map<String, @Nullable Object> parent, String name) {
        Object found = parent.computeIfAbsent(name, absent -> none());
        if (found instanceof Values below) {
            return below.fields;
        }
        throw new IllegalStateException(name + " was set as a whole before a field of it: " + found);
    }

    private static String name(String written) {
        return written.replace("\\.", ".");
    }
}
