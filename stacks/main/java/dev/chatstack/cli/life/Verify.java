package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Workplace;
import dev.chatstack.verify.Finding.Verdict;
import dev.chatstack.verify.JUnitReport;
import dev.chatstack.verify.Report;
import dev.chatstack.verify.ReportText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Examines a running environment. */
@Command(
        name = "verify",
        description = {
            "Checks on the running environment what its file promises: pods, database members, nodes, backups, monitoring,"
                    + " network, DNS, certificate, HTTPS. It changes nothing.",
            "Each failed check says what to do next. Exit code 2 means that a check failed."
        })
public final class Verify implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Option(names = "--alert", description = "also send one test alert to everybody who gets alerts")
    private boolean alert;

    @Option(
            names = "--security",
            description = "check only how closed it is: rights, pods, namespaces, Services, network rules, buckets")
    private boolean security;

    @Option(names = "--junit", paramLabel = "FILE", description = "also write the results as JUnit XML, for CI")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--markdown", paramLabel = "FILE", description = "also write the results as Markdown, for a ticket")
    private Optional<Path> markdown = Optional.empty();

    @Override
    public Integer call() {
        Workplace workplace = chatstack.workplace();
        Live live = new Live(workplace, chatstack.selection().one());
        Consumer<Report.Result> print = result -> ReportText.lines(result).forEach(System.out::println);
        Report report = security ? live.examineSecurity(print) : live.examine(alert, print);
        System.out.println();
        System.out.println(report.summary());
        junit.ifPresent(file -> write(workplace.typed(file), JUnitReport.of(report)));
        markdown.ifPresent(file -> write(workplace.typed(file), ReportText.markdown(report)));
        return report.count(Verdict.FAILED) == 0 ? ExitCode.OK : ExitCode.USAGE;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
