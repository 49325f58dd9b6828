package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Workplace;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.config.loader.ConfigLoader;
import dev.chatstack.movein.MoveIn;
import dev.chatstack.synthesis.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** An environment file from what people have. */
@Command(
        name = "import",
        description =
                "Writes an environment file from a compose file of Rocket.Chat or Tailchat with its .env, values of Rocket.Chat's"
                        + " chart, or a Template of OpenShift with its parameters. It prints what it could not carry over, and why.")
public final class Import implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "the files, in any order")
    private List<Path> files = List.of();

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "name of the new environment")
    private String name = "";

    @Override
    public void run() {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new UserError(
                    "--as: must be lower-case letters, digits and hyphens, such as team-chat, got `" + name + "`");
        }
        Workplace workplace = chatstack.workplace();
        MoveIn moved = MoveIn.of(files.stream().map(workplace::typed).toList());
        Path file = chatstack.selection().folder().resolve(name + ".yaml");
        if (Files.exists(file)) {
            throw new UserError("--as: " + file + " exists; choose another name, or move that file away");
        }
        write(file, moved.text());
        System.out.println(file + ": written");
        if (!moved.left().isEmpty()) {
            System.out.println();
            System.out.println("Not carried over:");
            moved.left().forEach(line -> System.out.println("- " + line));
        }
        System.out.println();
        System.out.println("Next: read the file, then ./chatstack check -e " + name + ". The data: docs/move-in.md");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            var unused = ConfigLoader.load(file);
        } catch (ConfigException e) {
            // what the old files say is no good here either: the person sees both
            System.err.println("The file has values that do not fit here. Change them:\n" + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
