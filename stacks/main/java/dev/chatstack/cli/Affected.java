package dev.chatstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstack.cli.compare.Git;
import dev.chatstack.config.Environment;
import dev.chatstack.synthesis.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says which environments a change can reach, so that CI synthesizes and plans no others. */
@Command(
        name = "affected",
        description =
                "Lists the environments that changed since a git revision: their files, files that they name, or the"
                        + " program.")
final class Affected implements Runnable {
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
        Git git = new Git(chatstack.selection().folder(), "--since", since);
        List<String> affected =
                affected(files, git.changed(git.ask("merge-base", since, "HEAD").strip()));
        if (json) {
            System.out.println(new ObjectMapper().<JsonNode>valueToTree(affected));
        } else {
            affected.forEach(System.out::println);
        }
    }

    private List<String> affected(Map<String, Path> files, List<Path> changed) {
        boolean program = Git.changesProgram(chatstack.workplace().root(), changed);
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
        return parts.stream().map(Git::real).anyMatch(part -> changed.stream().anyMatch(path -> path.startsWith(part)));
    }
}
