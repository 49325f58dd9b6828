package dev.chatstack.cli;

import dev.chatstack.cli.life.Acceptance;
import dev.chatstack.cli.life.Bundle;
import dev.chatstack.cli.life.Down;
import dev.chatstack.cli.life.Import;
import dev.chatstack.cli.life.Init;
import dev.chatstack.cli.life.Logs;
import dev.chatstack.cli.life.Runbook;
import dev.chatstack.cli.life.Status;
import dev.chatstack.cli.life.Up;
import dev.chatstack.cli.life.Upgrade;
import dev.chatstack.cli.life.Verify;
import dev.chatstack.cli.life.VersionCalendar;
import dev.chatstack.cli.manifests.Images;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program: its commands, and what it does without one. */
@Command(
        name = "chatstack",
        description = "One YAML file per environment becomes a running, monitored, backed-up team chat.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        usageHelpWidth = 120,
        versionProvider = Version.class,
        subcommands = {
            Acceptance.class,
            Affected.class,
            Bundle.class,
            Check.class,
            Completion.class,
            Diagram.class,
            Doctor.class,
            Down.class,
            Estimate.class,
            Explain.class,
            CommandLine.HelpCommand.class,
            Images.class,
            Import.class,
            Init.class,
            ListEnvironments.class,
            Load.class,
            Logs.class,
            Manifests.class,
            Restore.class,
            Runbook.class,
            Secrets.class,
            State.class,
            Status.class,
            Synth.class,
            Up.class,
            Upgrade.class,
            Verify.class,
            Version.class,
            VersionCalendar.class
        })
public final class Chatstack implements Runnable {
    private final Workplace workplace;

    @Mixin
    private final Selection selection;

    public Chatstack(Workplace workplace) {
        this.workplace = workplace;
        this.selection = new Selection(workplace);
    }

    /** Where the command was called. */
    public Workplace workplace() {
        return workplace;
    }

    /** The environments that are meant. */
    public Selection selection() {
        return selection;
    }

    @Override
    public void run() {
        Synth.run(this, false);
    }
}
