package dev.chatstack.cli.answers;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.synthesis.UserError.Fault;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --json} of the commands that programs read: one record is printed as text or as JSON. */
public final class Format {
    private static final String OPTION = "--json";

    @Option(names = OPTION, description = "print JSON for programs, and nothing else; docs/json.md has the fields")
    private boolean json;

    private final List<String> said = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Prints a line of a text before all of it is known; nothing when JSON is wanted. */
    public void say(String line) {
        said.add(line);
        if (!json) {
            System.out.println(line);
        }
    }

    /** Prints {@code answer}, for people as {@code lines}; the exit code. */
    public int print(Record answer, int exitCode, List<String> lines) {
        return print(answer, exitCode, lines, List.of());
    }

    /** As {@link #print(Record, int, List)}, of a command that answers although there are {@code problems}. */
    public int print(Record answer, int exitCode, List<String> lines, List<Fault> problems) {
        lines.forEach(this::say);
        if (json) {
            print(command, exitCode, problems, said, answer);
        }
        return exitCode;
    }

    /** Prints that {@code command} could not answer, if JSON is wanted. */
    public static void failed(CommandLine command, int exitCode, List<Fault> problems) {
        CommandSpec spec = command.getCommandSpec();
        boolean wanted = spec.findOption(OPTION) != null
                && command.getParseResult() != null
                && command.getParseResult().hasMatchedOption(OPTION);
        if (wanted) {
            print(spec, exitCode, problems, List.of(), new Nothing());
        }
    }

    private static void print(
            CommandSpec command, int exitCode, List<Fault> problems, List<String> text, Record answer) {
        List<Fault> warnings =
                ((Chatstack) command.root().userObject()).selection().warned();
        System.out.println(
                Json.of(new Envelope(Json.FORMAT, command.name(), exitCode, problems, warnings, text), answer));
    }

    /** The answer of a command that failed. */
    public record Nothing() {}
}
