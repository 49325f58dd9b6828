package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.answers.Format;
import dev.chatstack.cli.answers.Verified;
import dev.chatstack.config.Environment;
import dev.chatstack.verify.Checks;
import dev.chatstack.verify.Finding.Verdict;
import dev.chatstack.verify.Report;
import dev.chatstack.verify.ReportText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** How a running environment is, on one screen. */
@Command(
        name = "status",
        description = "Shows on one screen how the running environment is: the checks of verify, a line a group.")
public final class Status implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Mixin
    private Format format;

    @Override
    public Integer call() {
        Environment environment = chatstack.selection().one();
        Report report = new Live(chatstack.workplace(), environment).examine(Checks.More.NONE, result -> {});
        Verified verified = Verified.of(environment, report);
        List<String> lines = new ArrayList<>();
        lines.add(verified.environment() + "  " + verified.url() + "  " + verified.version());
        lines.add("");
        lines.addAll(ReportText.groups(report));
        lines.add("");
        lines.add(report.summary());
        return format.print(verified, verified.verdict() == Verdict.FAILED ? ExitCode.USAGE : ExitCode.OK, lines);
    }
}
