package dev.chatstack.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.DataFile;
import dev.chatstack.blueprint.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The differences between two synths of an environment, resource by resource. */
final class BlueprintComparison {
    /** Terraform's own arguments, which change no resource. */
    private static final Set<String> NO_ARGUMENTS = Set.of("//", "depends_on", "lifecycle", "provider");

    private static final JsonNode REPLACING = DataFile.read(BlueprintComparison.class, "replacing.json5");

    private BlueprintComparison() {}

    /** The changes from {@code before} to {@code after}, the worst first. */
    static List<ResourceChange> between(Blueprint before, Blueprint after) {
        Map<String, Resource> old = new LinkedHashMap<>();
        before.resources().forEach(resource -> old.put(key(resource), resource));
        List<ResourceChange> changes = new ArrayList<>();
        for (Resource resource : after.resources()) {
            Resource was = old.remove(key(resource));
            if (was == null) {
                changes.add(new ResourceChange(Change.Kind.CREATED, resource, resource, List.of()));
            } else {
                compare(was, resource, changes);
            }
        }
        old.values().forEach(gone -> changes.add(new ResourceChange(Change.Kind.DESTROYED, gone, gone, List.of())));
        changes.sort(Comparator.comparing(ResourceChange::kind));
        return changes;
    }

    private static void compare(Resource was, Resource is, List<ResourceChange> changes) {
        Set<String> paths = new TreeSet<>();
        differ("", was.body(), is.body(), paths);
        paths.removeIf(path -> isIgnored(path, is));
        if (!paths.isEmpty()) {
            ResourceChange changed = new ResourceChange(Change.Kind.CHANGED, is, was, List.copyOf(paths));
            changes.add(
                    isReplaced(changed) ? new ResourceChange(Change.Kind.REPLACED, is, was, changed.paths()) : changed);
        }
    }

    static void differ(String path, JsonNode one, JsonNode other, Set<String> paths) {
        if (one.equals(other)) {
            return;
        }
        if (!one.isObject() || !other.isObject()) {
            paths.add(path);
            return;
        }
        Set<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        names.removeAll(path.isEmpty() ? NO_ARGUMENTS : Set.of());
        for (String name : names) {
            differ(path + "/" + name.replace("~", "~0").replace("/", "~1"), one.path(name), other.path(name), paths);
        }
    }

    /** Whether Terraform ignores changes at {@code path}, which {@code ignore_changes} writes as {@code spec[0].replicas}. */
    private static boolean isIgnored(String path, Resource resource) {
        return resource.texts("/lifecycle/ignore_changes").stream()
                .map(ignored -> "/" + ignored.replaceAll("\\[\\d+]", "").replace('.', '/'))
                .anyMatch(ignored -> ResourceChange.isWithin(ignored, path));
    }

    private static boolean isReplaced(ResourceChange change) {
        String type = change.resource().type();
        List<String> pointers = new ArrayList<>();
        REPLACING.path(type).forEach(pointer -> pointers.add(pointer.asText()));
        if (type.startsWith("kubernetes_")) {
            REPLACING.path("any kubernetes").forEach(pointer -> pointers.add(pointer.asText()));
        }
        return pointers.stream().anyMatch(change::touches);
    }

    private static String key(Resource resource) {
        return resource.stack() + " " + resource.address();
    }
}
