package dev.chatstack.cli;

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
            Affected.class,
            Check.class,
            Diagram.class,
            Doctor.class,
            Down.class,
            Estimate.class,
            Explain.class,
            CommandLine.HelpCommand.class,
            ListEnvironments.class,
            Manifests.class,
            Restore.class,
            Secrets.class,
            State.class,
            Synth.class,
            Up.class,
            Version.class
        })
public final class Chatstack implements Runnable {
    private final Workplace workplace;

    @Mixin
    private final Selection selection;

    public Chatstack(Workplace workplace) {
        this.workplace = workplace;
        this.selection = new Selection(workplace);
    }

    Workplace workplace() {
        return workplace;
    }

    Selection selection() {
        return selection;
    }

    @Override
    public void run() {
        Synth.run(this, false);
    }
}
