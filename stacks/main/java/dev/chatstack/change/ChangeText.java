package dev.chatstack.change;

import dev.chatstack.blueprint.Blueprint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** BlueprintComparison in plain words. */
public final class ChangeText {
    private static final int SHOWN = 4;

    private ChangeText() {}

    /** The changes from {@code before} to {@code after}, the worst first, with their impact. */
    public static List<String> of(Blueprint before, Blueprint after) {
        return of(BlueprintComparison.between(before, after));
    }

    static List<String> of(List<ResourceChange> changes) {
        List<String> lines = new ArrayList<>();
        Map<ResourceChange.Kind, List<ResourceChange>> kinds = changes.stream()
                .collect(Collectors.groupingBy(
                        ResourceChange::kind, () -> new EnumMap<>(ResourceChange.Kind.class), Collectors.toList()));
        kinds.forEach((kind, some) -> {
            lines.add(title(kind) + ": " + some.size());
            Map<String, List<ResourceChange>> quiet = new TreeMap<>();
            for (ResourceChange change : some) {
                Impact effect = Impact.of(change);
                if (effect.severity() == Impact.Severity.NONE) {
                    quiet.computeIfAbsent(change.resource().type() + effect.words(), key -> new ArrayList<>())
                            .add(change);
                } else {
                    lines.add("  " + name(change) + paths(change) + words(effect));
                }
            }
            quiet.values().forEach(same -> lines.add("  " + quiet(same) + words(Impact.of(same.get(0)))));
        });
        lines.add(0, summary(changes));
        return lines;
    }

    private static String summary(List<ResourceChange> changes) {
        if (changes.isEmpty()) {
            return "nothing changes";
        }
        return changes.stream()
                .map(Impact::of)
                .map(Impact::severity)
                .min(Enum::compareTo)
                .map(worst -> switch (worst) {
                    case DATA -> "DATA IS AT RISK: make a backup first, and read what follows line by line";
                    case DOWNTIME -> "the chat stops for a while, or a part of it";
                    case RESTART -> "pods restart one after the other; the chat keeps running";
                    case WATCHING -> "people notice nothing; metrics, logs or alerts stop, or pause for a while";
                    case NONE -> "people notice nothing";
                })
                .orElse("");
    }

    private static String title(ResourceChange.Kind kind) {
        return switch (kind) {
            case DESTROYED -> "destroyed";
            case REPLACED -> "replaced (terraform plan decides)";
            case CHANGED -> "changed";
            case CREATED -> "created";
        };
    }

    /** Its kind and its name, such as {@code deployment rocketchat}. */
    static String name(ResourceChange change) {
        String name = change.resource().name();
        return what(change.resource().type()) + (name.isEmpty() ? "" : " " + name);
    }

    private static String words(Impact effect) {
        return effect.words().isEmpty() ? "" : ": " + effect.words();
    }

    private static String quiet(List<ResourceChange> changes) {
        if (changes.size() == 1) {
            return name(changes.get(0)) + paths(changes.get(0));
        }
        String names = changes.stream()
                .limit(SHOWN)
                .map(change -> change.resource().name())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        String what = changes.size() + " × " + what(changes.get(0).resource().type());
        return names.isEmpty() ? what : what + " (" + names + (changes.size() > SHOWN ? " ..." : "") + ")";
    }

    private static String what(String type) {
        return type.replaceFirst("^kubernetes_", "").replaceFirst("_v\\d$", "").replace('_', ' ');
    }

    private static String paths(ResourceChange change) {
        if (change.paths().isEmpty()) {
            return "";
        }
        String shown = change.paths().stream()
                .limit(SHOWN)
                .map(path -> path.substring(1).replace('/', '.').replace("~1", "/"))
                .collect(Collectors.joining(", "));
        return " (" + shown + (change.paths().size() > SHOWN ? " ..." : "") + ")";
    }
}
