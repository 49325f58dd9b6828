package dev.chatstack.cli;

import dev.chatstack.config.Environment;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says which environments a change can reach, so that CI synthesizes and plans no others. */
@Command(
        name = "affected",
        description =
                "Lists the environments that changed since a git revision: their files, files that they name, or the program.")
final class Affected implements Runnable {
    /** Of the project's own files, those that every result depends on. */
    private static final List<String> PROGRAM =
            List.of("src/main/", "stacks/main/", "bindings/", "pom.xml", "src/pom.xml", "stacks/pom.xml", "cdktf.json");

    /** For the differences of a large repository. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @ParentCommand
    private Chatstack chatstack;

    @Option(
            names = "--since",
            paramLabel = "REV",
            required = true,
            description = "git revision, such as origin/main; compared from the common ancestor")
    private String since;

    @Option(names = "--json", description = "print a JSON array of names")
    private boolean json;

    @Override
    public void run() {
        Map<String, Path> files = chatstack.selection().files();
        List<String> affected = affected(files, changed(chatstack.selection().folder()));
        if (json) {
            System.out.println(affected.stream()
                    .collect(Collectors.joining("\",\"", "[\"", "\"]"))
                    .replace("[\"\"]", "[]"));
        } else {
            affected.forEach(System.out::println);
        }
    }

    private List<String> affected(Map<String, Path> files, List<Path> changed) {
        Path root = real(chatstack.workplace().root());
        boolean program = PROGRAM.stream().map(root::resolve).anyMatch(part -> changed.stream()
                .anyMatch(path -> path.startsWith(part)));
        return files.entrySet().stream()
                .filter(file -> program || reaches(file.getKey(), file.getValue(), changed))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Of a file with mistakes nobody knows what it names; the synthesis will say what is wrong. */
    private boolean reaches(String name, Path file, List<Path> changed) {
        List<Path> parts = new ArrayList<>(List.of(file));
        try {
            for (Environment environment : chatstack.selection().load(List.of(name))) {
                parts.addAll(environment.files());
            }
        } catch (UserError e) {
            return true;
        }
        return parts.stream().map(Affected::real).anyMatch(part -> changed.stream()
                .anyMatch(path -> path.startsWith(part)));
    }

    private static Path real(Path path) {
        try {
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /** What differs between the working tree, new files included, and where it left {@code since}; whole paths. */
    private List<Path> changed(Path folder) {
        if (since.startsWith("-") || since.isBlank()) {
            throw new UserError("--since: must be a git revision, such as origin/main, got `" + since + "`");
        }
        Path top = real(Path.of(git(folder, "rev-parse", "--show-toplevel").strip()));
        String base = git(folder, "merge-base", since, "HEAD").strip();
        return Stream.of(
                        git(top, "diff", "--name-only", "--no-renames", "-z", base),
                        git(top, "ls-files", "--others", "--exclude-standard", "-z"))
                .flatMap(names -> Stream.of(names.split("\0")))
                .filter(name -> !name.isEmpty())
                .map(top::resolve)
                .toList();
    }

    private String git(Path folder, String... words) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        Answer answer = Programs.run(command, Map.of(), PATIENCE);
        if (!answer.succeeded()) {
            throw new UserError("--since: git cannot compare with `" + since + "`: "
                    + (answer.error() + answer.text())
                            .strip()
                            .lines()
                            .findFirst()
                            .orElse("no common commit; fetch more of its history"));
        }
        return answer.text();
    }
}
