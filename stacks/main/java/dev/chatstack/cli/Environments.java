package dev.chatstack.cli;

import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.synthesis.UserError.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The environment files of the folder {@code config}. */
public record Environments(Path folder) {
    /** What is called as if it were an environment, and is none. */
    List<String> misnamed() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml") && !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("cannot list " + folder + ": " + e.getMessage());
        }
    }

    /** Every environment there is, by the names of the files. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            throw new UserError("--config: must be a folder of environment files, got `" + folder + "`");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    // an editor keeps its locks and copies in hidden files
                    .filter(name -> name.endsWith(".yaml") && !name.startsWith("."))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("cannot list " + folder + ": " + e.getMessage());
        }
    }

    /** Loads the environments named {@code wanted}, all when it is empty; a mistake in one does not hide those of another. */
    public List<Environment> load(List<String> wanted) {
        return load(wanted, environment -> {});
    }

    /** As {@link #load(List)}; {@code fine} gets each one without mistakes, whatever is wrong with others. */
    List<Environment> load(List<String> wanted, Consumer<Environment> fine) {
        List<String> known = names();
        if (known.isEmpty()) {
            throw new UserError("no environment in " + folder + ": one is a file ENV.yaml, such as gcp-dev.yaml");
        }
        List<Environment> loaded = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (String name : wanted.isEmpty() ? known : wanted) {
            if (!known.contains(name)) {
                String message = "no environment `" + name + "` in " + folder + "; " + remedy(name, known);
                problems.add(message);
                faults.add(new Fault(name, "", message));
                continue;
            }
            try {
                Environment environment = ConfigLoader.load(folder.resolve(name + ".yaml"));
                loaded.add(environment);
                fine.accept(environment);
            } catch (ConfigException e) {
                problems.add(e.getMessage());
                e.problems().forEach(problem -> faults.add(Fault.of(name, problem)));
            } catch (UncheckedIOException e) {
                problems.add(e.getMessage());
                faults.add(new Fault(name, "", String.valueOf(e.getMessage())));
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(String.join("\n", problems), faults);
        }
        return loaded;
    }

    private String remedy(String name, List<String> known) {
        String meant = name.replaceFirst("^.*/", "").replaceFirst("\\.ya?ml$", "");
        if (known.contains(meant)) {
            return "say `" + meant + "`, the file's name without .yaml";
        }
        Path other = folder.resolve(plain(meant) + ".yml");
        return Files.exists(other)
                ? other + " must be called " + meant + ".yaml"
                : "there are: " + String.join(", ", known);
    }

    /** Without what no environment is called by, and what a path cannot hold where the system's language has no such letters. */
    private static String plain(String name) {
        return name.replaceAll("[^\\w.-]", "?");
    }
}
