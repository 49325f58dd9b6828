package dev.chatstack.change;

import dev.chatstack.blueprint.Resource;
import java.util.List;
import java.util.Set;

/**
 * What becomes of one resource.
 *
 * @param kind what happens to it
 * @param resource as it will be; as it was when it is destroyed
 * @param before as it was; the same as {@code resource} when it is created or destroyed
 * @param paths JSON pointers of the arguments that differ
 */
record ResourceChange(Kind kind, Resource resource, Resource before, List<String> paths) {
    /** What happens, the worst first. */
    enum Kind {
        /** it goes */
        DESTROYED,
        /** it goes, and another takes its place */
        REPLACED,
        /** it stays and is altered */
        CHANGED,
        /** it comes */
        CREATED
    }

    ResourceChange {
        paths = List.copyOf(paths);
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

    /** What stands at {@code pointer}, before and after. */
    String fromTo(String pointer) {
        return before.at(pointer).asText("nothing") + " to "
                + resource.at(pointer).asText("nothing");
    }
}
