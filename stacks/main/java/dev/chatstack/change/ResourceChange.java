package dev.chatstack.change;

import dev.chatstack.blueprint.Resource;
import dev.chatstack.change.Change.Kind;
import java.util.List;
import java.util.Set;

/**
 * A change of one resource.
 *
 * @param kind what Terraform does to the resource
 * @param resource the resource after the change, or as it was when it is destroyed
 * @param before the resource before the change; the same as {@code resource} when it is created or destroyed
 * @param paths JSON pointers of the arguments that differ
 */
record ResourceChange(Kind kind, Resource resource, Resource before, List<String> paths) {
    ResourceChange {
        paths = List.copyOf(paths);
    }

    /** Whether the resource that was there is deleted. */
    boolean isRemoval() {
        return kind == Kind.DESTROYED || kind == Kind.REPLACED;
    }

    /** Whether a workload's pods are replaced by pods of another template. */
    boolean restartsPods() {
        return kind == Kind.CHANGED && touches("/spec/template");
    }

    boolean hasSeveralPods() {
        return resource.number("/spec/replicas", 1) > 1;
    }

    /** Whether an argument at or below {@code pointer} differs. */
    boolean touches(String pointer) {
        return paths.stream().anyMatch(path -> isWithin(pointer, path));
    }

    /** Whether every argument that differs is at or below one of {@code pointers}. */
    boolean touchesOnly(Set<String> pointers) {
        return paths.stream().allMatch(path -> pointers.stream().anyMatch(pointer -> isWithin(pointer, path)));
    }

    /** Whether {@code path} is at or below {@code pointer}. */
    static boolean isWithin(String pointer, String path) {
        return path.equals(pointer) || path.startsWith(pointer + "/");
    }

    /** The values at {@code pointer} before and after the change. */
    String fromTo(String pointer) {
        return before.at(pointer).asText("nothing") + " to "
                + resource.at(pointer).asText("nothing");
    }
}
