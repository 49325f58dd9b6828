package dev.chatstack.cli.steps;

import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HostCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.upgrade.Judgement;
import java.util.ArrayList;
import java.util.List;

/** The way from the chat's version in an environment's file to another, step by step. */
public record UpgradePath(Environment environment, String to, Judgement judgement) {
    /** What to do, in order; and the way back. */
    public List<String> lines() {
        String name = environment.name();
        List<String> lines = new ArrayList<>();
        lines.add(name + ": " + environment.config().chat().version() + " to " + to);
        if (!judgement.words().isEmpty()) {
            lines.add(judgement.words());
        }
        int number = 1;
        for (String stop : judgement.stops()) {
            lines.add("");
            lines.add(number++ + ". " + stop
                    + (stop.endsWith(".x")
                            ? " (the newest patch of it; read its release notes)"
                            : " (read its release notes)"));
            if (canBeRehearsed(environment)) {
                lines.add("   try:     ./chatstack upgrade -e " + name + " --to " + stop + " --rehearse");
            }
            lines.add("   backup:  " + backup());
            lines.add("   change:  chat.version: " + stop + " in "
                    + environment.folder().resolve(name + ".yaml"));
            lines.add("   look:    ./chatstack explain -e " + name);
            lines.add("   deploy:  ./chatstack up -e " + name);
            lines.add("   check:   ./chatstack verify -e " + name);
        }
        if (!judgement.stops().isEmpty()) {
            lines.add("");
            lines.add("People notice: " + notice(environment));
            lines.add(
                    "Way back: until the new version has started, change chat.version back and deploy. After that its database does"
                            + " not go back: restore the backup (./chatstack restore -e " + name
                            + "); what was written since is lost.");
        }
        return lines;
    }

    private String backup() {
        return switch (Clouds.of(environment)) {
            case ClusterCloud cluster ->
                "kubectl -n " + environment.config().chat().namespace()
                        + " create job before-upgrade --from=cronjob/mongodb-backup";
            case HostCloud host ->
                "docker exec " + environment.name()
                        + "-backup bash /etc/chatstack/with-secrets.sh bash /etc/chatstack/scripts/backup.sh";
        };
    }

    /** Whether another version can be started on a copy of the database, next to the chat that runs. */
    public static boolean canBeRehearsed(Environment environment) {
        return environment.config().chat() instanceof RocketChatConfig
                && Clouds.of(environment) instanceof ClusterCloud
                && environment.config().mongodb().isOurs();
    }

    /** What people notice of an upgrade. */
    public static String notice(Environment environment) {
        boolean several = environment.config().chat() instanceof RocketChatConfig chat
                && chat.replicas() > 1
                && Clouds.of(environment) instanceof ClusterCloud;
        return several
                ? "they reconnect automatically. A Job migrates the database while the old servers run, then servers are"
                        + " replaced one by one."
                : "the chat stops while the one server migrates the database and starts, minutes with a large database.";
    }
}
