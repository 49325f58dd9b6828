package dev.chatstack.change;

import dev.chatstack.blueprint.Blueprint;
import java.util.List;
import java.util.Optional;

/**
 * What a deploy does.
 *
 * @param all the changes, the worst first
 */
public record Changes(List<Change> all) {
    public Changes {
        all = List.copyOf(all);
    }

    /** Those from {@code before} to {@code after}. */
    public static Changes between(Blueprint before, Blueprint after) {
        return of(BlueprintComparison.between(before, after));
    }

    static Changes of(List<ResourceChange> changes) {
        return new Changes(
                changes.stream().map(change -> Change.of(change, changes)).toList());
    }

    /** How bad the worst one is; empty when nothing changes. */
    public Optional<Impact.Severity> worst() {
        return all.stream().map(change -> change.impact().severity()).min(Enum::compareTo);
    }
}
