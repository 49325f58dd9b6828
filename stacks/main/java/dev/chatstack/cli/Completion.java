package dev.chatstack.cli;

import dev.chatstack.synthesis.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Completion of commands, options and names of environments in a shell. */
@Command(
        name = "completion",
        description = {
            "Prints a script with which a shell completes commands, options and the names of environments.",
            "bash: eval \"$(./chatstack completion bash)\"; zsh: eval \"$(./chatstack completion zsh)\"; fish: ./chatstack completion fish | source"
        })
final class Completion implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", arity = "1", description = "bash, zsh or fish")
    private String shell = "";

    @Override
    public void run() {
        CommandSpec program = spec.root();
        System.out.print(
                switch (shell) {
                    case "bash" -> bash(program);
                    case "zsh" -> "autoload -Uz compinit bashcompinit && compinit && bashcompinit\n" + bash(program);
                    case "fish" -> fish(program);
                    default -> throw new UserError("SHELL: must be bash, zsh or fish, got `" + shell + "`");
                });
    }

    private static List<CommandSpec> commands(CommandSpec program) {
        return program.subcommands().values().stream()
                .map(command -> command.getCommandSpec())
                .toList();
    }

    private static Stream<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden());
    }

    private static String words(CommandSpec command) {
        return options(command).flatMap(option -> Stream.of(option.names())).collect(Collectors.joining(" "));
    }

    /** The options that are followed by a value, but for {@code -e}. */
    private static String valued(CommandSpec program) {
        return commands(program).stream()
                .flatMap(Completion::options)
                .filter(option -> option.arity().max() > 0)
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> !name.equals("-e"))
                .distinct()
                .collect(Collectors.joining("|"));
    }

    private static String bash(CommandSpec program) {
        List<String> lines = new ArrayList<>(List.of(
                "_chatstack() {",
                "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' i file names=''",
                "  COMPREPLY=()",
                "  for ((i = 1; i < COMP_CWORD; i++)); do",
                "    case ${COMP_WORDS[i]} in -*) ;; *) [[ $command || ${COMP_WORDS[i - 1]} == -e ]] || command=${COMP_WORDS[i]} ;; esac",
                "  done",
                "  case $before in",
                "    -e)",
                "      for file in config/*.yaml \"$(dirname \"${COMP_WORDS[0]}\")\"/config/*.yaml; do",
                "        file=${file##*/}",
                "        [[ $file == '*.yaml' ]] || names+=\" ${file%.yaml}\"",
                "      done",
                "      COMPREPLY=($(compgen -W \"$names\" -- \"$word\"))",
                "      return",
                "      ;;",
                "    " + valued(program) + ")",
                "      COMPREPLY=($(compgen -f -- \"$word\"))",
                "      return",
                "      ;;",
                "  esac",
                "  case $command in"));
        commands(program)
                .forEach(command -> lines.add("    " + command.name() + ") names='" + words(command) + "' ;;"));
        lines.addAll(List.of(
                "    *) names='"
                        + commands(program).stream().map(CommandSpec::name).collect(Collectors.joining(" ")) + " "
                        + words(program) + "' ;;",
                "  esac",
                "  COMPREPLY=($(compgen -W \"$names\" -- \"$word\"))",
                "}",
                "complete -o default -F _chatstack chatstack ./chatstack"));
        return String.join("\n", lines) + "\n";
    }

    private static String fish(CommandSpec program) {
        List<String> lines = new ArrayList<>(List.of(
                "complete -c chatstack -f",
                "complete -c chatstack -s e -x -d 'environment' -a"
                        + " '(for file in config/*.yaml; basename $file .yaml; end)'"));
        for (CommandSpec command : commands(program)) {
            lines.add("complete -c chatstack -n __fish_use_subcommand -a " + command.name() + " -d "
                    + quoted(description(command.usageMessage().description())));
            options(command)
                    .filter(option -> option.longestName().startsWith("--"))
                    .forEach(option ->
                            lines.add("complete -c chatstack -n '__fish_seen_subcommand_from " + command.name()
                                    + "' -l " + option.longestName().substring(2)
                                    + (option.arity().max() > 0 ? " -r -F" : "")
                                    + " -d " + quoted(description(option.description()))));
        }
        return String.join("\n", lines) + "\n";
    }

    /** The first sentence. */
    private static String description(String... lines) {
        return lines.length == 0 ? "" : lines[0].replaceFirst("[.:;] .*", "").replace("%%", "%");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
