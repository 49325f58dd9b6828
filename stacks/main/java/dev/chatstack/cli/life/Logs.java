package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Workplace;
import dev.chatstack.config.Environment;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.support.KnownSecrets;
import dev.chatstack.support.Masks;
import dev.chatstack.support.Speaker;
import dev.chatstack.support.Window;
import dev.chatstack.synthesis.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What the programs of an environment print. */
@Command(
        name = "logs",
        description = {
            "Prints the logs of a program: of all its pods, or of its containers on a Docker host. Without a name it lists the"
                    + " programs. Secrets are masked.",
            "Examples: ./chatstack logs -e ENV rocketchat-server --since 30m; ./chatstack logs -e ENV mongo --follow"
        })
public final class Logs implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Parameters(
            paramLabel = "PROGRAM",
            arity = "0..1",
            description = "the name of a program, or a part of the name of several")
    private Optional<String> program = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "lines that are not older, such as 30m or 2h; by default everything that is kept")
    private Optional<String> since = Optional.empty();

    @Option(names = "--lines", paramLabel = "COUNT", description = "the last lines of each container; by default all")
    private Optional<Integer> lines = Optional.empty();

    @Option(names = "--follow", description = "keep printing new lines until you press Ctrl-C")
    private boolean follows;

    @Override
    public void run() {
        Environment environment = chatstack.selection().one();
        Window window = new Window(since.map(time -> time("--since", time)), lines, follows);
        Live live = new Live(chatstack.workplace(), environment);
        List<String> namespaces = namespaces(chatstack.workplace(), environment);
        live.reach(
                cluster -> {
                    List<Speaker> speakers = Speaker.in(cluster, namespaces);
                    return print(speakers, window, () -> KnownSecrets.in(cluster, namespaces));
                },
                host -> print(
                        Speaker.on(host, environment.name()), window, () -> KnownSecrets.on(host, environment.name())));
    }

    static List<String> namespaces(Workplace workplace, Environment environment) {
        return workplace
                .synthesis(List.of(environment))
                .inTemporaryFolder(stacks -> EnvironmentStacks.read(environment, stacks))
                .namespacesWithPods();
    }

    /** A time as kubectl and docker read it. */
    static String time(String option, String text) {
        if (!text.matches("([0-9]{1,6}[smh])+")) {
            throw new UserError(option + ": must be a time such as 30m or 2h, got `" + text + "`");
        }
        return text;
    }

    private int print(List<Speaker> all, Window window, Supplier<Set<String>> secrets) {
        if (program.isEmpty()) {
            list(all);
            return 0;
        }
        List<Speaker> speakers = chosen(all, program.get());
        Masks masks = new Masks(known(secrets), Set.of());
        if (window.follows()) {
            try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
                speakers.forEach(speaker -> each.execute(() -> print(speaker, speakers.size() > 1, window, masks)));
            }
        } else {
            speakers.forEach(speaker -> print(speaker, speakers.size() > 1, window, masks));
        }
        return 0;
    }

    private static Set<String> known(Supplier<Set<String>> secrets) {
        try {
            return secrets.get();
        } catch (UserError e) {
            System.err.println("warning: only what has the shape of a secret is masked: " + e.getMessage());
            return Set.of();
        }
    }

    private static void print(Speaker speaker, boolean several, Window window, Masks masks) {
        String beginning = several ? speaker.place() + ": " : "";
        int exitCode = speaker.log().print(window.options(), line -> System.out.println(beginning + masks.mask(line)));
        if (exitCode != 0) {
            System.err.println("no more logs of " + speaker.place() + " (exit code " + exitCode + ")");
        }
    }

    /** The program of that name, else all of whose names it is a part. */
    private static List<Speaker> chosen(List<Speaker> all, String name) {
        List<Speaker> exact =
                all.stream().filter(speaker -> speaker.program().equals(name)).toList();
        List<Speaker> chosen = exact.isEmpty()
                ? all.stream()
                        .filter(speaker -> speaker.program().contains(name))
                        .toList()
                : exact;
        if (chosen.isEmpty()) {
            throw new UserError("no program is called `" + name + "`; there are: "
                    + all.stream().map(Speaker::program).distinct().sorted().collect(Collectors.joining(", ")));
        }
        return chosen;
    }

    private static void list(List<Speaker> speakers) {
        Map<String, List<Speaker>> programs =
                speakers.stream().collect(Collectors.groupingBy(Speaker::program, TreeMap::new, Collectors.toList()));
        int width = programs.keySet().stream().mapToInt(String::length).max().orElse(0);
        programs.forEach((name, containers) -> System.out.println(name + " ".repeat(width - name.length()) + "  "
                + containers.stream().map(Speaker::place).collect(Collectors.joining(" "))));
    }
}
