package dev.chatstack.cli.life;

import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.restore.Rehearsal;
import dev.chatstack.cli.steps.RestoreSteps;
import dev.chatstack.cli.steps.UpgradePath;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.deploy.Terminal;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.stacks.ChatProduct;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.upgrade.Judge;
import dev.chatstack.upgrade.Judgement;
import dev.chatstack.upgrade.Lines;
import dev.chatstack.upgrade.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The way to another version of the chat. */
@Command(
        name = "upgrade",
        description =
                "Prints the way to another version of the chat: each stop, backups, what people notice, the way back. If you"
                        + " agree, it changes the version in the environment's file. It deploys nothing.")
public final class Upgrade implements Runnable {
    private static final Pattern VERSION = Pattern.compile("(?m)^(  version: *)(\"?)[0-9.]+(\"?)(.*)$");

    @ParentCommand
    private Chatstack chatstack;

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "the version to go to; by default the newest line that is known")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--rehearse",
            description =
                    "rehearse the upgrade instead: restore the newest backup into a separate database, start the new version"
                            + " on this copy, compare, measure, remove the copy. The chat keeps running; the file is not"
                            + " changed. Rocket.Chat in a cluster only")
    private boolean rehearses;

    @Option(names = "--discard", description = "remove what an interrupted rehearsal left")
    private boolean discards;

    @Option(names = "--yes", description = "do not ask: change the file, or rehearse")
    private boolean yes;

    @Override
    public void run() {
        Environment environment = chatstack.selection().one();
        ChatConfig chat = environment.config().chat();
        if (discards) {
            if (rehearses || to.isPresent()) {
                throw new UserError("--discard: use it alone, it removes what a rehearsal left");
            }
            rehearsal(environment).discard();
            System.out.println("the copy is removed");
            return;
        }
        String wanted = to.orElseGet(() -> newest(chat));
        Release target = Release.of(wanted)
                .filter(release -> release.toString().equals(wanted))
                .orElseThrow(() -> new UserError("--to: must be an exact release such as 8.9.0, got `" + wanted + "`"));
        Judgement judgement = judge(environment, target);
        if (rehearses) {
            rehearse(environment, judgement, wanted);
            return;
        }
        new UpgradePath(environment, wanted, judgement).lines().forEach(System.out::println);
        if (judgement.isRefused()) {
            throw new UserError("refused: " + judgement.words());
        }
        if (judgement.verdict() == Judgement.Verdict.DATA_AT_RISK) {
            throw new UserError("the file was not changed: " + judgement.words());
        }
        if (judgement.stops().size() == 1) {
            change(environment.folder().resolve(environment.name() + ".yaml"), wanted);
        }
    }

    private void rehearse(Environment environment, Judgement judgement, String wanted) {
        Rehearsal rehearsal = rehearsal(environment);
        String way = environment.config().chat().version() + " to " + wanted;
        if (judgement.risksData()) {
            throw new UserError("--rehearse: " + judgement.words());
        }
        if (judgement.stops().isEmpty()) {
            throw new UserError("--rehearse: " + way + " is no upgrade; name another version with --to");
        }
        if (judgement.stops().size() > 1) {
            throw new UserError("--rehearse: from " + way + " are the stops " + String.join(", ", judgement.stops())
                    + "; rehearse the first one, with --to and its newest patch");
        }
        System.out.println(environment.name() + ": rehearses " + way);
        rehearsal.to(wanted);
        System.out.println("At the upgrade, people notice: " + UpgradePath.notice(environment));
    }

    private Rehearsal rehearsal(Environment environment) {
        if (!UpgradePath.canBeRehearsed(environment)) {
            throw new UserError(
                    "--rehearse: only Rocket.Chat in a cluster, with MongoDB and backups of chatstack, can be"
                            + " rehearsed in place; " + environment.name()
                            + " differs. Restore its backup into a second environment"
                            + " and upgrade that one (docs/disaster-recovery.md#move-to-another-cloud)");
        }
        return new Rehearsal(
                RestoreSteps.cluster(environment, (ClusterCloud) Clouds.of(environment), RestoreSteps.BETWEEN_LOOKS),
                environment.name(),
                ChatProduct.of(environment).name(),
                question -> new Terminal(System.in, System.out, yes).agrees(question));
    }

    private static Judgement judge(Environment environment, Release target) {
        ChatConfig chat = environment.config().chat();
        Release from = Release.of(chat.version()).orElseThrow();
        return switch (chat) {
            case RocketChatConfig rocketChat ->
                Judge.rocketChat(
                        from,
                        target,
                        environment.config().mongodb().isOurs()
                                ? Release.of(Versions.image("mongo").replaceFirst(".*:", ""))
                                : Optional.empty());
            case TailchatConfig tailchat -> Judge.product("Tailchat", from, target);
        };
    }

    private static String newest(ChatConfig chat) {
        return switch (chat) {
            case RocketChatConfig rocketChat ->
                Lines.of("rocketchat").get(Lines.of("rocketchat").size() - 1).line() + ".0";
            case TailchatConfig tailchat ->
                throw new UserError("--to: say which version of Tailchat, for its releases are not listed here");
        };
    }

    private void change(Path file, String version) {
        if (!new Terminal(System.in, System.out, yes).agrees("Change chat.version in " + file + "?")) {
            System.out.println("nothing was changed");
            return;
        }
        try {
            String text = Files.readString(file);
            Matcher line = VERSION.matcher(text);
            if (!line.find()) {
                throw new UserError(file + ": its line `version:` is not where it is expected; change it by hand");
            }
            Files.writeString(file, line.replaceFirst("$1$2" + version + "$3$4"));
            System.out.println("changed. Next: the backup above, then ./chatstack up");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot change " + file, e);
        }
    }
}
