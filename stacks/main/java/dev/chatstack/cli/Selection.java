package dev.chatstack.cli;

import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.synthesis.UserError.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that name environments, the same for every command. */
public final class Selection {
    private final Workplace workplace;
    private final List<Fault> warned = new ArrayList<>();

    @Option(
            names = "-e",
            paramLabel = "ENV",
            scope = ScopeType.INHERIT,
            description = "environment, the name of its file; repeatable; default: CHATSTACK_ENV, otherwise all")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "folder with the environment files; default: config")
    private Optional<Path> config = Optional.empty();

    Selection(Workplace workplace) {
        this.workplace = workplace;
    }

    /** The environments that are named, else all; what is unwise in them is said at once. */
    public List<Environment> all() {
        return load(named());
    }

    /** The one environment that is named, for commands that change or restore something. */
    public Environment one() {
        if (named().size() != 1) {
            throw new UserError("-e: must name one environment"
                    + (named().isEmpty() ? "" : ", got `" + String.join(", ", named()) + "`")
                    + "; there are: " + String.join(", ", environments().names()));
        }
        return load(named()).get(0);
    }

    private List<String> named() {
        return names.isEmpty() ? workplace.environments() : names;
    }

    /** The folder with the environment files. */
    public Path folder() {
        return environments().folder();
    }

    private Environments environments() {
        return new Environments(
                config.map(workplace::typed).orElse(workplace.root().resolve("config")));
    }

    /** Gives {@code fine} each of the environments that has no mistake; then those with mistakes stop the command. */
    void each(Consumer<Environment> fine) {
        if (named().isEmpty()) {
            Environments environments = environments();
            environments
                    .misnamed()
                    .forEach(name -> warn(new Fault(
                            "",
                            "",
                            environments.folder().resolve(name)
                                    + " is not read; an environment is a file ENV.yaml: rename it")));
        }
        environments().load(named(), environment -> {
            warn(environment);
            fine.accept(environment);
        });
    }

    /** The environments of these names; what is unwise in them is said at once. */
    List<Environment> load(List<String> wanted) {
        List<Environment> environments = environments().load(wanted);
        environments.forEach(this::warn);
        return environments;
    }

    private void warn(Environment environment) {
        environment.warnings().forEach(warning -> warn(Fault.of(environment.name(), warning)));
    }

    /** Says {@code warning} at once, and keeps it for an answer in JSON. */
    void warn(Fault warning) {
        System.err.println("warning: " + warning);
        warned.add(warning);
    }

    /** What was said to be unwise. */
    public List<Fault> warned() {
        return List.copyOf(warned);
    }

    /** What is unwise in {@code environment}, a line each. */
    static List<String> warnings(Environment environment) {
        return environment.warnings().stream()
                .map(warning -> "warning: " + Fault.of(environment.name(), warning))
                .toList();
    }

    /** The files of the environments that are named, else of all, by name; a name without a file is said by {@link #load}. */
    public Map<String, Path> files() {
        Map<String, Path> files = new LinkedHashMap<>();
        List<String> wanted = named().isEmpty() ? environments().names() : named();
        wanted.forEach(name -> files.put(name, environments().folder().resolve(name + ".yaml")));
        return files;
    }
}
