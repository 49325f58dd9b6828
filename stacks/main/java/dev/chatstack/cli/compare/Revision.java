package dev.chatstack.cli.compare;

import dev.chatstack.cli.Environments;
import dev.chatstack.cli.Workplace;
import dev.chatstack.config.Environment;
import dev.chatstack.live.Programs;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The stacks that environments have in a git revision.
 *
 * @param config the folder with the environment files of today
 * @param revision what was typed
 */
public record Revision(Workplace workplace, Path config, String revision) {
    private static final String OPTION = "--against";
    private static final String TREE = "tree";

    /**
     * What {@code reader} makes of the stacks that {@code environments} have there. An environment that was not there has none. Where the
     * program was another one, that program is built, which takes minutes.
     */
    public <T> T read(List<Environment> environments, Function<Path, T> reader) {
        Git git = new Git(config, OPTION, revision);
        String commit = git.commit();
        Path top = git.top();
        // a separate clone leaves nothing in the repository, whatever becomes of this process
        return Synthesis.inTemporaryFolder(
                folder -> {
                    git.ask(
                            "clone",
                            "--quiet",
                            "--shared",
                            "--no-checkout",
                            top.toString(),
                            folder.resolve(TREE).toString());
                    new Git(folder.resolve(TREE), OPTION, revision).ask("checkout", "--quiet", "--detach", commit);
                },
                folder -> {
                    Path tree = folder.resolve(TREE);
                    Path files = tree.resolve(top.relativize(Git.real(config)));
                    List<String> names = environments.stream()
                            .map(Environment::name)
                            .filter(name -> Files.exists(files.resolve(name + ".yaml")))
                            .toList();
                    if (names.isEmpty()) {
                        return reader.apply(folder);
                    }
                    if (Git.changesProgram(workplace.root(), git.changed(commit))) {
                        Path program = tree.resolve(top.relativize(Git.real(workplace.root())));
                        synthesizeAsThen(program, files, names, folder);
                        return reader.apply(folder);
                    }
                    return workplace
                            .synthesis(new Environments(files).load(names))
                            .inTemporaryFolder(reader);
                });
    }

    /** Lets the program of that time, which is in {@code program}, write the stacks of {@code names} to {@code output}. */
    private static void synthesizeAsThen(Path program, Path config, List<String> names, Path output) {
        List<String> command = new ArrayList<>(
                List.of(program.resolve("chatstack").toString(), "synth", "--config", config.toString()));
        names.forEach(name -> command.addAll(List.of("-e", name)));
        int exitCode = Programs.follow(command, Map.of("CDKTF_OUTDIR", output.toString()), System.err::println);
        if (exitCode != 0) {
            throw new UserError(OPTION + ": the program of that revision cannot synthesize " + String.join(", ", names)
                    + "; it says why above");
        }
    }
}
