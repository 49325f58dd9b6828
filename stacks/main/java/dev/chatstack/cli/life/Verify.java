package dev.chatstack.cli.life;

import dev.chatstack.cli.Administrator;
import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Workplace;
import dev.chatstack.cli.answers.Format;
import dev.chatstack.cli.answers.Verified;
import dev.chatstack.config.Environment;
import dev.chatstack.deploy.Terminal;
import dev.chatstack.load.LoadPlan;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.verify.Checks;
import dev.chatstack.verify.Finding.Verdict;
import dev.chatstack.verify.JUnitReport;
import dev.chatstack.verify.Report;
import dev.chatstack.verify.ReportText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Examines a running environment. */
@Command(
        name = "verify",
        description = {
            "Checks on the running environment what its file promises: pods, database members, nodes, backups,"
                    + " monitoring, network, DNS, certificate, HTTPS. It changes nothing.",
            "Each failed check says what to do next. Exit code 2 means that a check failed."
        })
public final class Verify implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Mixin
    private Format format;

    @Option(names = "--alert", description = "also send one test alert to everybody who gets alerts")
    private boolean alert;

    @Option(
            names = "--security",
            description = "check only how closed it is: rights, pods, namespaces, Services, network rules, buckets")
    private boolean security;

    @Option(
            names = "--messages",
            description =
                    "also let test users, which are made and removed, write to each other and send a file; Rocket.Chat"
                            + " only. Needs the password of its administrator in CHATSTACK_ADMIN_PASSWORD")
    private boolean messages;

    @Option(
            names = "--drill",
            description =
                    "after --messages, also kill a server and the database's primary and drain a node, one after the"
                            + " other, while test users chat; says how long they could not. People notice it")
    private boolean drill;

    @Option(names = "--yes", description = "for --drill: do not ask for confirmation")
    private boolean yes;

    @Option(
            names = "--administrator",
            paramLabel = "NAME",
            defaultValue = "admin",
            description = "for --messages and --drill: who signs in; by default admin")
    private String administrator;

    @Option(names = "--junit", paramLabel = "FILE", description = "also write the results as JUnit XML, for CI")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--markdown", paramLabel = "FILE", description = "also write the results as Markdown, for a ticket")
    private Optional<Path> markdown = Optional.empty();

    @Override
    public Integer call() {
        Workplace workplace = chatstack.workplace();
        Environment environment = chatstack.selection().one();
        Live live = new Live(workplace, environment);
        // each check takes seconds: people see each at once
        Consumer<Report.Result> print = result -> ReportText.lines(result).forEach(format::say);
        Report report = security ? live.examineSecurity(print) : live.examine(more(workplace, environment), print);
        junit.ifPresent(file -> write(workplace.typed(file), JUnitReport.of(report)));
        markdown.ifPresent(file -> write(workplace.typed(file), ReportText.markdown(report)));
        Verified verified = Verified.of(environment, report);
        return format.print(
                verified,
                verified.verdict() == Verdict.FAILED ? ExitCode.USAGE : ExitCode.OK,
                List.of("", report.summary()));
    }

    private Checks.More more(Workplace workplace, Environment environment) {
        boolean talks = messages || drill;
        if (talks && LoadPlan.url(environment.config().chat()).isEmpty()) {
            throw new UserError("--messages: " + environment.name()
                    + " has no Rocket.Chat, and the test users speak its language alone");
        }
        if (drill
                && !new Terminal(System.in, System.out, yes)
                        .agrees("Break a server, the database's primary and a node of " + environment.name()
                                + " now?")) {
            throw new UserError("stopped: you answered no; nothing was broken");
        }
        return talks
                ? new Checks.More(
                        alert, Optional.of(administrator), Administrator.password(workplace, administrator), drill)
                : new Checks.More(alert, Optional.empty(), "", false);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
