package dev.chatstack.cli;

import dev.chatstack.cli.restore.Restoration;
import dev.chatstack.cli.restore.Source;
import dev.chatstack.cli.restore.Wanted;
import dev.chatstack.cli.steps.Elsewhere;
import dev.chatstack.cli.steps.RestoreSteps;
import dev.chatstack.config.Environment;
import dev.chatstack.deploy.Terminal;
import dev.chatstack.host.TerraformWords;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.UserError;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Restores a database, or prints how. */
@Command(
        name = "restore",
        description =
                "Restores the database of an environment: says what that brings and loses and how long it takes, asks,"
                        + " backs up what is there, restores, compares. If it is interrupted, run the same command again"
                        + " to continue.")
final class Restore implements Runnable {
    private static final DateTimeFormatter IN_A_NAME =
            DateTimeFormatter.ofPattern("'at-'yyyyMMdd't'HHmmss'z'").withZone(ZoneOffset.UTC);

    @ParentCommand
    private Chatstack chatstack;

    @Option(names = "--backup", paramLabel = "NAME", description = "name of the backup; by default the newest")
    private Optional<String> backup = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "MOMENT",
            description = "restore the newest backup that ended before this time, such as 2026-11-29T08:15Z")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "ENV",
            description = "restore the backups of this other environment, for a rehearsal or a move")
    private Optional<String> from = Optional.empty();

    @Option(names = "--replace", description = "with --from: replace the messages of a production environment, too")
    private boolean replaces;

    @Option(names = "--beside", description = "restore into a separate database; the chat keeps running")
    private boolean beside;

    @Option(names = "--switch", description = "switch the chat to the database that --beside restored")
    private boolean switches;

    @Option(names = "--no-keep", description = "do not back up the current database first")
    private boolean doesNotKeep;

    @Option(names = "--yes", description = "do not ask for confirmation")
    private boolean yes;

    @Option(names = "--print", description = "print the commands and change nothing")
    private boolean prints;

    @Override
    public void run() {
        TerraformWords words = TerraformWords.of(chatstack.workplace().variables());
        Environment environment = chatstack.selection().one();
        Optional<Elsewhere> elsewhere = from.map(
                name -> new Elsewhere(chatstack.selection().load(List.of(name)).get(0), environment));
        elsewhere.ifPresent(Elsewhere::mustBeRight);
        Wanted wanted = wanted(elsewhere.map(this::source));
        RestoreSteps steps = new RestoreSteps(environment, wanted, words);
        if (prints) {
            System.out.print(steps.text());
            elsewhere.ifPresent(moved -> moved.afterwards().forEach(line -> System.out.println("# " + line)));
            return;
        }
        new Restoration(
                        steps.place(chatstack.workplace()::engine, RestoreSteps.BETWEEN_LOOKS),
                        wanted,
                        !doesNotKeep,
                        environment.config().production() && !beside && !replaces,
                        question -> yes || agrees(question))
                .run();
        if (elsewhere.isPresent()) {
            elsewhere.get().afterwards().forEach(System.out::println);
        } else if (!beside && !steps.files().isEmpty()) {
            System.out.println(steps.files());
        }
    }

    private Source source(Elsewhere elsewhere) {
        return elsewhere.source(() -> chatstack
                .workplace()
                .synthesis(List.of(elsewhere.from()))
                .inTemporaryFolder(stacks -> EnvironmentStacks.read(elsewhere.from(), stacks)));
    }

    private Wanted wanted(Optional<Source> source) {
        List<String> said = new ArrayList<>();
        if (backup.isPresent()) {
            said.add("--backup");
        }
        if (at.isPresent()) {
            said.add("--at");
        }
        if (switches) {
            said.add("--switch");
        }
        if (said.size() > 1) {
            throw new UserError(String.join(", ", said) + ": must be one of them");
        }
        if (switches && source.isPresent()) {
            throw new UserError("--switch: leave --from out; what --beside restored is switched to");
        }
        if (replaces && source.isEmpty()) {
            throw new UserError("--replace: only with --from; without it, a restore always replaces");
        }
        if (switches && beside) {
            throw new UserError("--switch: run it as a separate command, after --beside has ended");
        }
        Wanted.Kind kind = beside ? Wanted.Kind.BESIDE : Wanted.Kind.RESTORE;
        return switches
                ? Wanted.toSwitch()
                : new Wanted(kind, at.map(Restore::moment).or(() -> backup).orElse("latest"), source);
    }

    private static String moment(String text) {
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            if (moment.isAfter(Instant.now())) {
                throw new UserError("--at: must be a moment that has been, got `" + text + "`");
            }
            return IN_A_NAME.format(moment);
        } catch (DateTimeParseException e) {
            throw new UserError(
                    "--at: must be a moment with its zone, such as 2026-11-29T08:15Z or 2026-11-29T09:15+01:00, got `"
                            + text + "`");
        }
    }

    /** Whether a person types `yes`; nobody there to ask is a no. */
    private static boolean agrees(String question) {
        return new Terminal(System.in, System.out, false)
                .answer(question + " Type yes: ")
                .orElseThrow(() -> new UserError("nothing was touched: nobody answered; --yes asks nothing"))
                .equals("yes");
    }
}
