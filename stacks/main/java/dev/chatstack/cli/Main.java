package dev.chatstack.cli;

import static java.util.Objects.requireNonNull;

import dev.chatstack.cli.answers.Format;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.synthesis.SynthesisCache;
import dev.chatstack.synthesis.UserError;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command line. */
public final class Main {
    private static final String[] FOOTER = {
        "",
        "Variables:",
        "  CHATSTACK_ENV                         environments, if -e is not given",
        "  CHATSTACK_KUBECONFIG                  kubeconfig to use instead of the sign-in of the cloud",
        "  CHATSTACK_CONTEXT                     context in that kubeconfig",
        "  CDKTF_OUTDIR                          folder of the stacks; default: cdktf.out",
        "  TERRAFORM_BINARY_NAME                 terraform (default) or tofu",
        "",
        "Exit codes:",
        "  0  success",
        "  1  a defect of chatstack, or a promise of load that was not kept",
        "  2  a problem to fix: an option, a file, or a check that failed",
        "  3  explain --limit: the change is more than the limit allows"
    };

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
        return commands(workplace, args)
                .setExecutionExceptionHandler(Main::report)
                .execute(args);
    }

    /**
     * The commands, or only the one that {@code args} begin with: to read the annotations of all takes longer than most commands. The
     * help of each ends with examples, variables and exit codes.
     */
    public static CommandLine commands(Workplace workplace, String... args) {
        CommandLine program = new CommandLine(new Chatstack(workplace));
        Class<?> only = args.length == 0 ? null : Chatstack.COMMANDS.get(args[0]);
        boolean isOfAll = only == null || only == CommandLine.HelpCommand.class || only == Completion.class;
        (isOfAll ? Chatstack.COMMANDS.values() : List.of(only)).forEach(program::addSubcommand);
        program.registerConverter(Path.class, Main::path);
        List<String> examples =
                ConfigFiles.resource("/dev/chatstack/cli/examples.txt").lines().toList();
        program.getCommandSpec().usageMessage().footer(FOOTER);
        program.getSubcommands().forEach((name, command) -> {
            List<String> footer = new ArrayList<>(List.of("", "Examples:"));
            examples.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .forEach(line -> footer.add("  ./chatstack " + line.substring(name.length() + 2)));
            footer.addAll(List.of(FOOTER));
            command.getCommandSpec().usageMessage().footer(footer.toArray(String[]::new));
        });
        return program;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException("`" + text + "` must be a path");
        }
    }

    /** What a person reads of {@code failure}, which lost nothing. */
    public static String words(UncheckedIOException failure) {
        return failure.getMessage() + ": " + reason(requireNonNull(failure.getCause()))
                + "; nothing that was there is lost";
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
            case UncheckedIOException failure -> fail(command, new UserError(words(failure)));
            default -> throw e;
        };
    }

    private static int fail(CommandLine command, UserError error) {
        command.getErr().println(error.getMessage());
        Format.failed(command, CommandLine.ExitCode.USAGE, error.faults());
        return CommandLine.ExitCode.USAGE;
    }
}
