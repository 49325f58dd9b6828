package dev.chatstack.cli.compare;

import dev.chatstack.live.Answer;
import dev.chatstack.live.Programs;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The git repository of {@code folder}.
 *
 * @param folder a folder in the repository
 * @param option the option that names a revision, for messages
 * @param revision what was typed
 */
public record Git(Path folder, String option, String revision) {
    /** Of the project's own files, those that every result depends on. */
    public static final List<String> PROGRAM =
            List.of("src/main/", "stacks/main/", "bindings/", "pom.xml", "src/pom.xml", "stacks/pom.xml", "cdktf.json");

    /** For the differences of a large repository. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    public Git {
        if (revision.startsWith("-") || revision.isBlank()) {
            throw new UserError(option + ": must be a git revision, such as origin/main, got `" + revision + "`");
        }
    }

    /** The folder with the whole repository. */
    public Path top() {
        return real(Path.of(ask("rev-parse", "--show-toplevel").strip()));
    }

    /** The commit that is meant. */
    public String commit() {
        return ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
                .strip();
    }

    /** What differs between the working tree, new files included, and {@code commit}; whole paths. */
    public List<Path> changed(String commit) {
        Path top = top();
        Git whole = new Git(top, option, revision);
        return Stream.of(
                        whole.ask("diff", "--name-only", "--no-renames", "-z", commit),
                        whole.ask("ls-files", "--others", "--exclude-standard", "-z"))
                .flatMap(names -> Stream.of(names.split("\0")))
                .filter(name -> !name.isEmpty())
                .map(top::resolve)
                .toList();
    }

    /** Whether the program whose folder is {@code root} is among {@code changed}. */
    public static boolean changesProgram(Path root, List<Path> changed) {
        return PROGRAM.stream().map(real(root)::resolve).anyMatch(part -> changed.stream()
                .anyMatch(path -> path.startsWith(part)));
    }

    /** {@code path} without links. */
    public static Path real(Path path) {
        try {
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /** What git prints when it is given {@code words}. */
    public String ask(String... words) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        Answer answer = Programs.run(command, Map.of(), PATIENCE);
        if (!answer.succeeded()) {
            throw new UserError(option + ": git cannot compare with `" + revision + "`: "
                    + (answer.error() + answer.text())
                            .strip()
                            .lines()
                            .findFirst()
                            .orElse("there is no such commit here; fetch more of the history"));
        }
        return answer.text();
    }
}
