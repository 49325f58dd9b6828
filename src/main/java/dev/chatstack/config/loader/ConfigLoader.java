package dev.chatstack.config.loader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.config.Environment;
import dev.chatstack.config.Problem;
import dev.chatstack.config.SizingChoices;
import dev.chatstack.config.rules.Findings;
import dev.chatstack.config.values.NodeCount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads an environment file strictly: unknown, repeated, missing, mistyped and contradictory settings are errors. */
public final class ConfigLoader {
    private static final YAMLMapper YAML = new YAMLMapper();

    private ConfigLoader() {}

    /** Returns the environment in {@code file}, or throws one {@link ConfigException} naming every problem. */
    public static Environment load(Path file) {
        String text = FileText.read(file);
        JsonNode tree = tree(file, text);
        List<Problem> repeated = repeated(file, text);
        return load(file, tree, repeated, Optional.empty());
    }

    /** Binds {@code tree} once to know what it leaves to {@code chat.concurrentUsers}, and again with what that chooses. */
    private static Environment load(Path file, JsonNode tree, List<Problem> repeated, Optional<NodeCount> nodes) {
        SizedSettings asked = SizedSettings.unknown();
        BoundFile bound = BoundFile.of(tree, asked);
        SizedSettings sizes = asked.choose(bound.blocks(), nodes);
        if (sizes.areAny()) {
            bound = BoundFile.of(tree, sizes);
        }
        Optional<Function<NodeCount, Environment>> undecided = sizes.nodesAreUndecided()
                ? Optional.of(count -> load(file, tree, repeated, Optional.of(count)))
                : Optional.empty();
        return check(file, bound, new SizingChoices(sizes.chosen(), undecided), repeated);
    }

    private static Environment check(Path file, BoundFile bound, SizingChoices choices, List<Problem> repeated) {
        String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
        Path folder = file.toAbsolutePath().resolveSibling("").normalize();
        Findings findings = EnvironmentRules.check(name, folder, bound.blocks());
        List<Problem> problems = new ArrayList<>(repeated);
        problems.addAll(bound.problems());
        problems.addAll(findings.problems());
        if (bound.config().isEmpty() || !problems.isEmpty()) {
            throw new ConfigException(
                    file,
                    problems.stream()
                            .distinct()
                            .sorted(Comparator.comparing(Problem::path))
                            .toList());
        }
        return new Environment(name, folder, bound.config().get(), choices, findings.warnings());
    }

    private static JsonNode tree(Path file, String text) {
        List<Problem> objections = YamlSubset.objections(text);
        if (!objections.isEmpty()) {
            throw new ConfigException(file, objections);
        }
        try {
            JsonNode tree = YAML.readTree(text);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw new ConfigException(file, List.of(YamlMistake.of(text, e)));
        }
        throw failure(
                file,
                isEmpty(text) ? "must hold settings, but is empty" : "must hold settings, one `key: value` a line");
    }

    private static boolean isEmpty(String text) {
        return text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"));
    }

    private static List<Problem> repeated(Path file, String text) {
        try {
            return RepeatedSettings.in(text);
        } catch (IOException e) {
            throw failure(file, "must be YAML: " + e.getMessage());
        }
    }

    private static ConfigException failure(Path file, String message) {
        return new ConfigException(file, List.of(new Problem("", message)));
    }
}
