package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.verify.Checks;
import dev.chatstack.verify.Finding.Verdict;
import dev.chatstack.verify.Report;
import dev.chatstack.verify.ReportText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParentCommand;

/** How a running environment is, on one screen. */
@Command(
        name = "status",
        description = "Shows on one screen how the running environment is: the checks of verify, a line a group.")
public final class Status implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Override
    public Integer call() {
        Environment environment = chatstack.selection().one();
        ChatConfig chat = environment.config().chat();
        Report report = new Live(chatstack.workplace(), environment).examine(Checks.More.NONE, result -> {});
        System.out.println(environment.name() + "  " + chat.exposure().url(chat.host()) + "  " + chat.version());
        System.out.println();
        ReportText.groups(report).forEach(System.out::println);
        System.out.println();
        System.out.println(report.summary());
        return report.count(Verdict.FAILED) == 0 ? ExitCode.OK : ExitCode.USAGE;
    }
}
