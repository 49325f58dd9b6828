package dev.chatstack.cli;

import dev.chatstack.cli.life.Acceptance;
import dev.chatstack.cli.life.Bundle;
import dev.chatstack.cli.life.Down;
import dev.chatstack.cli.life.Import;
import dev.chatstack.cli.life.Init;
import dev.chatstack.cli.life.Lock;
import dev.chatstack.cli.life.Logs;
import dev.chatstack.cli.life.Runbook;
import dev.chatstack.cli.life.Status;
import dev.chatstack.cli.life.Up;
import dev.chatstack.cli.life.Upgrade;
import dev.chatstack.cli.life.Verify;
import dev.chatstack.cli.life.VersionCalendar;
import dev.chatstack.cli.manifests.Images;
import java.util.LinkedHashMap;
import java.util.Map;
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
        versionProvider = Version.class)
public final class Chatstack implements Runnable {
    /** The commands by name, in the order of the help. */
    static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("acceptance", Acceptance.class);
        COMMANDS.put("affected", Affected.class);
        COMMANDS.put("bundle", Bundle.class);
        COMMANDS.put("check", Check.class);
        COMMANDS.put("completion", Completion.class);
        COMMANDS.put("diagram", Diagram.class);
        COMMANDS.put("doctor", Doctor.class);
        COMMANDS.put("down", Down.class);
        COMMANDS.put("estimate", Estimate.class);
        COMMANDS.put("explain", Explain.class);
        COMMANDS.put("help", CommandLine.HelpCommand.class);
        COMMANDS.put("images", Images.class);
        COMMANDS.put("import", Import.class);
        COMMANDS.put("init", Init.class);
        COMMANDS.put("list", ListEnvironments.class);
        COMMANDS.put("load", Load.class);
        COMMANDS.put("lock", Lock.class);
        COMMANDS.put("logs", Logs.class);
        COMMANDS.put("manifests", Manifests.class);
        COMMANDS.put("restore", Restore.class);
        COMMANDS.put("runbook", Runbook.class);
        COMMANDS.put("secrets", Secrets.class);
        COMMANDS.put("state", State.class);
        COMMANDS.put("status", Status.class);
        COMMANDS.put("synth", Synth.class);
        COMMANDS.put("up", Up.class);
        COMMANDS.put("upgrade", Upgrade.class);
        COMMANDS.put("verify", Verify.class);
        COMMANDS.put("version", Version.class);
        COMMANDS.put("versions", VersionCalendar.class);
    }

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
