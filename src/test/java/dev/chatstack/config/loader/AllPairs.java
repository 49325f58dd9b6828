package dev.chatstack.config.loader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.testing.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Few combinations of parts that hold each pair of parts of two groups, and the pairs that go together in none.
 *
 * @param rows combinations, each a part of every group
 * @param never pairs that no file can have
 */
record AllPairs(List<List<String>> rows, Set<Pair> never) {
    /** Two parts of two groups, the group that is named first before the other. */
    record Pair(int first, String one, int second, String other) {}

    private static final YAMLMapper YAML = new YAMLMapper();

    static AllPairs read(String text) {
        try {
            JsonNode file = YAML.readTree(text);
            Set<Pair> never = new HashSet<>();
            file.path("never")
                    .properties()
                    .forEach(one -> one.getValue().properties().forEach(group -> group.getValue()
                            .forEach(other -> never.add(new Pair(
                                    Parts.groups().indexOf(one.getKey().split("\\.")[0]),
                                    one.getKey().split("\\.")[1],
                                    Parts.groups().indexOf(group.getKey()),
                                    other.asText())))));
            return new AllPairs(
                    file.path("files")
                            .valueStream()
                            .map(row -> Arrays.asList(row.asText().split(" ")))
                            .toList(),
                    never);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pairs that neither stand in a row nor are said to be impossible. */
    Set<Pair> missing() {
        Set<Pair> missing = all();
        rows.forEach(row -> missing.removeAll(pairs(row)));
        missing.removeAll(never);
        return missing;
    }

    boolean holdsWhatIsNever(List<String> row) {
        return !Collections.disjoint(pairs(row), never);
    }

    private static Set<Pair> all() {
        Set<Pair> all = new LinkedHashSet<>();
        List<String> groups = Parts.groups();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                for (String one : Parts.of(groups.get(i))) {
                    for (String other : Parts.of(groups.get(j))) {
                        all.add(new Pair(i, one, j, other));
                    }
                }
            }
        }
        return all;
    }

    private static Set<Pair> pairs(List<String> row) {
        Set<Pair> pairs = new HashSet<>();
        for (int i = 0; i < row.size(); i++) {
            for (int j = i + 1; j < row.size(); j++) {
                pairs.add(new Pair(i, row.get(i), j, row.get(j)));
            }
        }
        return pairs;
    }

    /**
     * With rows for the pairs that are missing: greedy, for the first pair a row with as many others in it as go together. Rows that
     * have {@code mistakes} by now are gone; what never went together is not tried again.
     */
    AllPairs completed(ToIntFunction<JsonNode> mistakes) {
        return new Search(mistakes).find(this);
    }

    private static final class Search {
        private static final int STARTS = 2;

        private final ToIntFunction<JsonNode> mistakes;
        private final Random random = new Random(1);
        private final List<List<String>> rows = new ArrayList<>();
        private final Set<Pair> open = all();
        private final Map<List<String>, Integer> known = new HashMap<>();

        private Search(ToIntFunction<JsonNode> mistakes) {
            this.mistakes = mistakes;
        }

        private AllPairs find(AllPairs known) {
            known.rows().stream().filter(row -> mistakes(row) == 0).forEach(this::take);
            Set<Pair> never = new LinkedHashSet<>(known.never());
            never.retainAll(open);
            open.removeAll(never);
            while (!open.isEmpty()) {
                Pair pair = open.iterator().next();
                List<String> row = row(pair);
                if (row.isEmpty()) {
                    open.remove(pair);
                    never.add(pair);
                } else {
                    enrich(row, pair);
                    take(row);
                }
            }
            return new AllPairs(rows, never);
        }

        private void take(List<String> row) {
            rows.add(List.copyOf(row));
            open.removeAll(pairs(row));
        }

        private List<String> row(Pair pair) {
            List<List<String>> starts = new ArrayList<>(rows);
            for (String cloud : Parts.of("cloud")) {
                List<String> plain = new ArrayList<>();
                Parts.groups().forEach(group -> plain.add(Parts.of(group).get(0)));
                plain.set(0, cloud);
                starts.add(plain);
            }
            return starts.stream()
                    .map(start -> with(start, pair))
                    .distinct()
                    .sorted(Comparator.comparingInt(this::mistakes))
                    .limit(STARTS)
                    .map(start -> repaired(start, pair))
                    .filter(row -> mistakes(row) == 0)
                    .findFirst()
                    .<List<String>>map(ArrayList::new)
                    .orElse(List.of());
        }

        private static List<String> with(List<String> row, Pair pair) {
            List<String> changed = new ArrayList<>(row);
            changed.set(pair.first(), pair.one());
            changed.set(pair.second(), pair.other());
            return changed;
        }

        /** Changes one part after the other as long as there are fewer mistakes. */
        private List<String> repaired(List<String> start, Pair pair) {
            List<String> row = start;
            boolean better = true;
            while (better && mistakes(row) > 0) {
                better = false;
                for (int group : shuffledGroups(pair)) {
                    for (String part : Parts.of(Parts.groups().get(group))) {
                        List<String> changed = new ArrayList<>(row);
                        changed.set(group, part);
                        if (mistakes(changed) < mistakes(row)) {
                            row = changed;
                            better = true;
                        }
                    }
                }
            }
            return row;
        }

        private void enrich(List<String> row, Pair pair) {
            for (int group : shuffledGroups(pair)) {
                String best = row.get(group);
                long most = -1;
                List<String> parts = new ArrayList<>(Parts.of(Parts.groups().get(group)));
                Collections.shuffle(parts, random);
                for (String part : parts) {
                    List<String> changed = new ArrayList<>(row);
                    changed.set(group, part);
                    long wins = pairs(changed).stream().filter(open::contains).count();
                    if (wins > most && mistakes(changed) == 0) {
                        most = wins;
                        best = part;
                    }
                }
                row.set(group, best);
            }
        }

        private List<Integer> shuffledGroups(Pair pair) {
            List<Integer> groups = new ArrayList<>();
            for (int i = 0; i < Parts.groups().size(); i++) {
                if (i != pair.first() && i != pair.second()) {
                    groups.add(i);
                }
            }
            Collections.shuffle(groups, random);
            return groups;
        }

        private int mistakes(List<String> row) {
            return known.computeIfAbsent(row, parts -> mistakes.applyAsInt(Parts.file(parts)));
        }
    }

    /** As the committed file. */
    String text() {
        StringBuilder text = new StringBuilder(
                "# Files in which each pair of parts stands that go together: of every group of parts.yaml one.\n"
                        + "# Found by EveryCombinationTest, -Dgolden.update=true\nfiles:\n");
        rows.forEach(row -> text.append("  - ").append(String.join(" ", row)).append('\n'));
        text.append("\n# pairs that no file can have\nnever:\n");
        Map<String, Map<String, Set<String>>> grouped = new TreeMap<>();
        never.forEach(pair -> grouped.computeIfAbsent(
                        Parts.groups().get(pair.first()) + "." + pair.one(), none -> new TreeMap<>())
                .computeIfAbsent(Parts.groups().get(pair.second()), none -> new TreeSet<>())
                .add(pair.other()));
        grouped.forEach((one, groups) -> {
            text.append("  ").append(one).append(":\n");
            groups.forEach((group, others) -> text.append("    ")
                    .append(group)
                    .append(": [")
                    .append(String.join(", ", others))
                    .append("]\n"));
        });
        return text.toString();
    }
}
