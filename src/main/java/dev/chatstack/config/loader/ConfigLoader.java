package dev.chatstack.config.loader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.Problem;
import dev.chatstack.config.SizingChoices;
import dev.chatstack.config.rules.Findings;
import dev.chatstack.config.rules.WebsiteRules;
import dev.chatstack.config.values.NodeCount;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Reads an environment file strictly: unknown, repeated, missing, mistyped and contradictory settings are errors. */
public final class ConfigLoader {
    /** Held here, for the log manager forgets a logger, and with it the level, that nobody holds. */
    private static final Logger VERSION_BANNER = Logger.getLogger("org.hibernate.validator.internal.util.Version");

    static {
        VERSION_BANNER.setLevel(Level.OFF);
    }

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private ConfigLoader() {}

    /** Returns the environment in {@code file}, or throws one {@link ConfigException} naming every problem. */
    public static Environment load(Path file) {
        String text = read(file);
        JsonNode tree = tree(file, text);
        List<Problem> repeated = repeated(file, text);
        return load(file, tree, repeated, Optional.empty());
    }

    /** Binds {@code tree} once to know what it leaves to {@code chat.concurrentUsers}, and again with what that chooses. */
    private static Environment load(Path file, JsonNode tree, List<Problem> repeated, Optional<NodeCount> nodes) {
        SizedSettings sizes = SizedSettings.unknown();
        RecordBinder binder = new RecordBinder(sizes);
        EnvironmentConfig config = binder.bind(tree, EnvironmentConfig.class, "");
        if (sizes.areLeftTo(config)) {
            sizes = sizes.choose(config, nodes);
            binder = new RecordBinder(sizes);
            config = binder.bind(tree, EnvironmentConfig.class, "");
        }
        Optional<Function<NodeCount, Environment>> undecided = sizes.nodesAreUndecided()
                ? Optional.of(count -> load(file, tree, repeated, Optional.of(count)))
                : Optional.empty();
        SizingChoices choices = new SizingChoices(sizes.chosen(), undecided);
        return check(file, config, choices, binder, repeated);
    }

    private static Environment check(
            Path file, EnvironmentConfig config, SizingChoices choices, RecordBinder binder, List<Problem> repeated) {
        String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
        Findings findings = EnvironmentRules.check(name, config);
        Path folder = file.toAbsolutePath().normalize().getParent();
        WebsiteRules.check(folder, config, findings);

        List<Problem> problems = new ArrayList<>(repeated);
        problems.addAll(binder.problems());
        Set<String> reported = problems.stream().map(Problem::path).collect(Collectors.toSet());
        VALIDATOR.validate(config).stream()
                .map(ConfigLoader::describe)
                .filter(problem -> reported.stream().noneMatch(path -> isWithin(path, problem.path())))
                .forEach(problems::add);
        problems.addAll(findings.problems());
        // what a misspelled setting says is not known yet
        problems.removeIf(problem -> binder.misspelled().stream().anyMatch(path -> isWithin(problem.path(), path)));
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::path));
            throw new ConfigException(file, problems);
        }
        return new Environment(name, folder, config, choices, findings.warnings());
    }

    private static boolean isWithin(String path, String block) {
        return path.equals(block) || path.startsWith(block + ".");
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

    private static Problem describe(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString().replaceAll("\\.<[^>]*>", "");
        Object value = violation.getInvalidValue();
        boolean missing = value == null || value instanceof List<?> list && list.isEmpty();
        return missing ? new Problem(path, violation.getMessage()) : Problem.of(path, violation.getMessage(), value);
    }
}
