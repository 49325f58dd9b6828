package dev.chatstack.cli;

import dev.chatstack.config.Environment;
import dev.chatstack.load.LoadFailure;
import dev.chatstack.load.LoadPlan;
import dev.chatstack.load.LoadRun;
import dev.chatstack.load.Measurements;
import dev.chatstack.synthesis.UserError;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lets robots chat in a running environment, and says how long they waited. */
@Command(
        name = "load",
        description =
                "Lets robots write in a private room of a running Rocket.Chat, says how long they waited, and removes them. Needs the password of its administrator, in CHATSTACK_ADMIN_PASSWORD.")
final class Load implements Callable<Integer> {

    @ParentCommand
    private Chatstack chatstack;

    @Option(
            names = "--people",
            defaultValue = "100",
            description = "how many are connected at once, at most 1000; by default 100")
    private int people;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "for how long they write, at most 60; by default 10")
    private int minutes;

    @Option(
            names = "--pause",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "how long each waits between two messages; by default 30")
    private int pause;

    @Option(
            names = "--administrator",
            paramLabel = "NAME",
            defaultValue = "admin",
            description = "who signs in; by default admin")
    private String administrator;

    @Option(
            names = "--promise",
            paramLabel = "MILLISECONDS",
            defaultValue = "2000",
            description = "within what time 95 %% of the messages must be with everybody; by default 2000")
    private long promise;

    @Option(names = "--in-production", description = "I know that people are at work there, and that they will notice")
    private boolean inProduction;

    @Override
    public Integer call() {
        Environment environment = chatstack.selection().one();
        URI server = server(environment);
        bounded("--people", people, LoadPlan.MOST_PEOPLE);
        bounded("--minutes", minutes, LoadPlan.LONGEST_MINUTES);
        bounded("--pause", pause, 3600);
        String password = Administrator.password(chatstack.workplace(), administrator);
        LoadPlan plan = new LoadPlan(server, people, Duration.ofMinutes(minutes), Duration.ofSeconds(pause), false);
        try {
            return report(new LoadRun(plan, System.out).as(administrator, password), System.out);
        } catch (LoadFailure e) {
            System.err.println("load: " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private URI server(Environment environment) {
        String url = LoadPlan.url(environment.config().chat())
                .orElseThrow(() -> new UserError("load: " + environment.name()
                        + " has no Rocket.Chat, and the robots speak its language alone"));
        if (environment.config().production() && !inProduction) {
            throw new UserError("--in-production: must be said, because " + environment.name()
                    + " is in production and people will notice; or load a copy of it");
        }
        return URI.create(url);
    }

    private static void bounded(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new UserError(option + ": must be 1 to " + most + ", got `" + value + "`");
        }
    }

    private int report(Measurements measured, PrintStream out) {
        out.println("signed in:  " + measured.entering());
        out.println("accepted:   " + measured.accepted());
        out.println("delivered:  " + measured.delivered());
        out.println("failed:     " + measured.failures());
        measured.examples().forEach(example -> out.println("            " + example));
        long expected = (long) people * measured.accepted().count();
        long missing = Math.max(0, expected - measured.delivered().count());
        out.println("missing:    " + missing + " of " + expected + " deliveries");
        boolean kept =
                measured.failures() == 0 && missing == 0 && measured.delivered().percentile(0.95) <= promise;
        out.println((kept ? "kept:       " : "NOT kept:   ") + "95 % of the messages are with everybody within "
                + promise + " ms, and nothing is lost");
        return kept ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
