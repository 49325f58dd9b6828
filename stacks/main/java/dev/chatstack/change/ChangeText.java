package dev.chatstack.change;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Changes in plain words. */
public final class ChangeText {
    private static final int SHOWN = 4;

    private ChangeText() {}

    /** The verdict, then {@code changes} with their impact. */
    public static List<String> of(Changes changes) {
        List<String> lines = new ArrayList<>();
        lines.add(changes.worst().map(Impact.Severity::words).orElse("nothing changes"));
        Map<Change.Kind, List<Change>> kinds = changes.all().stream()
                .collect(Collectors.groupingBy(
                        Change::kind, () -> new EnumMap<>(Change.Kind.class), Collectors.toList()));
        kinds.forEach((kind, some) -> {
            lines.add(title(kind) + ": " + some.size());
            Map<String, List<Change>> quiet = new TreeMap<>();
            for (Change change : some) {
                if (change.impact().severity() == Impact.Severity.NONE) {
                    quiet.computeIfAbsent(change.type() + change.impact().words(), key -> new ArrayList<>())
                            .add(change);
                } else {
                    lines.add("  " + change.words() + paths(change) + words(change));
                }
            }
            quiet.values().forEach(same -> lines.add("  " + quiet(same) + words(same.get(0))));
        });
        return lines;
    }

    private static String title(Change.Kind kind) {
        return switch (kind) {
            case DESTROYED -> "destroyed";
            case REPLACED -> "replaced (terraform plan decides)";
            case CHANGED -> "changed";
            case CREATED -> "created";
        };
    }

    private static String words(Change change) {
        String words = change.impact().words();
        return words.isEmpty() ? "" : ": " + words;
    }

    private static String quiet(List<Change> changes) {
        if (changes.size() == 1) {
            return changes.get(0).words() + paths(changes.get(0));
        }
        String names = changes.stream()
                .limit(SHOWN)
                .map(Change::name)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        String what = changes.size() + " × " + changes.get(0).what();
        return names.isEmpty() ? what : what + " (" + names + (changes.size() > SHOWN ? " ..." : "") + ")";
    }

    private static String paths(Change change) {
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
