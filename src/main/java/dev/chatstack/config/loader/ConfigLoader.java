package dev.chatstack.config.loader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.config.Chosen;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.Problem;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import dev.chatstack.config.values.NodeCount;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads an environment file strictly: unknown, repeated, missing, mistyped and contradictory settings are errors. */
public final class ConfigLoader {
    private static final YAMLMapper YAML = new YAMLMapper();

    private ConfigLoader() {}

    /** Returns the environment in {@code file}, or throws one {@link ConfigException} naming every problem. */
    public static Environment load(Path file) {
        return load(file, Optional.empty());
    }

    /** As {@link #load(Path)}, with as many nodes as {@code nodes} says where the file leaves that to {@code chat.concurrentUsers}. */
    public static Environment load(Path file, NodeCount nodes) {
        return load(file, Optional.of(nodes));
    }

    private static Environment load(Path file, Optional<NodeCount> nodes) {
        String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
        String text = read(file);
        JsonNode tree = tree(file, text);
        Chosen chosen = new SizedSettings(nodes).fill(tree);

        RecordBinder binder = new RecordBinder();
        Optional<EnvironmentConfig> config = binder.bind(tree, EnvironmentConfig.class, "");
        boolean production = tree.path("production").asBoolean(true);
        Blocks blocks = new Blocks(binder.blocks(), binder.types(), production);
        Path folder = file.toAbsolutePath().normalize().getParent();
        Findings findings = EnvironmentRules.check(name, folder, blocks);

        List<Problem> problems = new ArrayList<>(repeated(file, text));
        problems.addAll(binder.problems());
        problems.addAll(findings.problems());
        if (config.isEmpty() || !problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::path));
            throw new ConfigException(file, problems);
        }
        return new Environment(name, folder, config.get(), chosen, findings.warnings());
    }

    private static String read(Path file) {
        if (Files.isDirectory(file)) {
            throw failure(file, "must be a file, but is a folder");
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw failure(file, "must be YAML in UTF-8, but holds bytes that are not text");
        } catch (IOException e) {
            throw failure(file, "cannot be read: " + e.getMessage());
        }
    }

    private static JsonNode tree(Path file, String text) {
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
                text.isBlank() ? "must hold settings, but is empty" : "must hold settings, one `key: value` a line");
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
