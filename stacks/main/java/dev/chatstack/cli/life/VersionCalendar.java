package dev.chatstack.cli.life;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Workplace;
import dev.chatstack.cli.answers.Format;
import dev.chatstack.cli.answers.Versioned;
import dev.chatstack.config.Environment;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.upgrade.Lines;
import dev.chatstack.upgrade.SupportCalendar;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Until when the versions of an environment are supported. */
@Command(
        name = "versions",
        description = "Prints the versions of an environment and until when each is supported, the first end first.")
public final class VersionCalendar implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Mixin
    private Format format;

    @Option(
            names = "--fail-within",
            paramLabel = "DAYS",
            description = "exit with 2 when a support ends within so many days, for a scheduled CI job")
    private int failWithin = -1;

    @Override
    public Integer call() {
        Workplace workplace = chatstack.workplace();
        Environment environment = chatstack.selection().one();
        Blueprint blueprint = workplace
                .synthesis(List.of(environment))
                .inTemporaryFolder(stacks -> EnvironmentStacks.read(environment, stacks));
        Versioned versioned = new Versioned(
                environment.name(),
                Lines.date(),
                new SupportCalendar(blueprint, LocalDate.now(ZoneOffset.UTC)).entries());
        boolean ends = failWithin >= 0 && SupportCalendar.endsWithin(versioned.versions(), failWithin);
        return format.print(
                versioned, ends ? ExitCode.USAGE : ExitCode.OK, SupportCalendar.lines(versioned.versions()));
    }
}
