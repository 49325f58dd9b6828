package dev.chatstack.cli.life;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Workplace;
import dev.chatstack.cli.answers.Format;
import dev.chatstack.cli.answers.Versioned;
import dev.chatstack.config.Environment;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.upgrade.Lines;
import dev.chatstack.upgrade.Part;
import dev.chatstack.upgrade.Parts;
import dev.chatstack.upgrade.SupportCalendar;
import java.nio.file.Path;
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
        Versioned versioned =
                workplace.synthesis(List.of(environment)).inTemporaryFolder(stacks -> versioned(environment, stacks));
        boolean ends = failWithin >= 0 && SupportCalendar.endsWithin(versioned.versions(), failWithin);
        return format.print(
                versioned, ends ? ExitCode.USAGE : ExitCode.OK, SupportCalendar.lines(versioned.versions()));
    }

    private static Versioned versioned(Environment environment, Path stacks) {
        Blueprint blueprint = EnvironmentStacks.read(environment, stacks);
        List<Part> parts = Parts.of(blueprint, stacks, EnvironmentStacks.names(environment));
        return new Versioned(
                environment.name(),
                Lines.date(),
                new SupportCalendar(blueprint, parts, LocalDate.now(ZoneOffset.UTC)).entries());
    }
}
