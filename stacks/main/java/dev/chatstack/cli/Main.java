package dev.chatstack.cli;

import dev.chatstack.synthesis.Synthesis;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine;

/** The command line. */
public final class Main {
    private Main() {}

    /** Runs one command in the folder of the repository and exits with 0, with 2 for what a person can mend, with 1 for a defect. */
    public static void main(String[] args) {
        if (args.length == 0 || Set.of("synth", "share").contains(args[0])) {
            Synthesis.startEngine();
        }
        System.exit(run(Path.of(""), args));
    }

    static int run(Path root, String... args) {
        return new CommandLine(new Chatstack(root))
                .setExecutionExceptionHandler(Chatstack::report)
                .execute(args);
    }
}
