package dev.chatstack.cli;

import static java.util.Objects.requireNonNull;

import dev.chatstack.cli.answers.Format;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.SynthesisCache;
import dev.chatstack.synthesis.UserError;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import picocli.CommandLine;

/** The command line. */
public final class Main {
    private Main() {}

    /** Runs one command in the folder of the project and exits with 0, with 2 for what a person can fix, with 1 for a defect. */
    public static void main(String[] args) {
        Workplace workplace = Workplace.here();
        if ((args.length == 0 || args[0].equals("synth"))
                && !SynthesisCache.isPromising(
                        workplace.output(), workplace.root().resolve("config"))) {
            // its failure is the synthesis' own, which waits for it
            var unused = Synthesis.startEngine();
        }
        System.exit(run(workplace, args));
    }

    static int run(Workplace workplace, String... args) {
        return new CommandLine(new Chatstack(workplace))
                .setExecutionExceptionHandler(Main::report)
                .execute(args);
    }

    /** A full disk, a folder that may not be written: the system's own words, which name the file. */
    private static String reason(Throwable cause) {
        return switch (cause) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileAlreadyExistsException exists -> exists.getFile() + " is a file and no folder";
            default -> String.valueOf(cause.getMessage());
        };
    }

    /** What a person can fix is said in one line each; anything else is a defect and shows where it is. */
    private static int report(Exception e, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
        return switch (e) {
            case UserError error -> fail(command, error);
            case UncheckedIOException failure ->
                fail(
                        command,
                        new UserError(failure.getMessage() + ": " + reason(requireNonNull(failure.getCause()))
                                + "; nothing that was there is lost"));
            default -> throw e;
        };
    }

    private static int fail(CommandLine command, UserError error) {
        command.getErr().println(error.getMessage());
        Format.failed(command, CommandLine.ExitCode.USAGE, error.faults());
        return CommandLine.ExitCode.USAGE;
    }
}
