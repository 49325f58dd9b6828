package dev.chatstack.cli.life;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.cli.Chatstack;
import dev.chatstack.cli.Workplace;
import dev.chatstack.config.Environment;
import dev.chatstack.config.OwnSecret;
import dev.chatstack.live.Programs;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.support.Archive;
import dev.chatstack.support.ClusterEvidence;
import dev.chatstack.support.HostEvidence;
import dev.chatstack.support.KnownSecrets;
import dev.chatstack.support.Masks;
import dev.chatstack.support.Speaker;
import dev.chatstack.support.Window;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.upgrade.SupportCalendar;
import dev.chatstack.verify.Checks;
import dev.chatstack.verify.ReportText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Everything that somebody needs who helps, in one file, without a secret. */
@Command(
        name = "bundle",
        description = {
            "Writes an archive for people who help you: versions, the environment file, the synthesized stacks, pods,"
                    + " events, logs, alerts and the checks of verify. It changes nothing.",
            "Secrets are masked: each value of each Secret, and everything that looks like a token or a password. If"
                    + " one is left, no file is written. Look through the archive before you send it: it names your hosts"
                    + " and people."
        })
public final class Bundle implements Runnable {
    private static final Duration ANSWER = Duration.ofSeconds(20);

    @ParentCommand
    private Chatstack chatstack;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "the archive; by default ENV-support-DATE.zip in your folder")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "24h",
            description = "logs that are not older; by default 24h")
    private String since;

    @Option(
            names = "--lines",
            paramLabel = "COUNT",
            defaultValue = "2000",
            description = "the last lines of each container; by default 2000")
    private int lines;

    @Override
    public void run() {
        Workplace workplace = chatstack.workplace();
        Environment environment = chatstack.selection().one();
        Path file = workplace.typed(output.orElseGet(() -> Path.of(environment.name() + "-support-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmm")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now())
                + ".zip")));
        Window window = new Window(Optional.of(Logs.time("--since", since)), Optional.of(lines), false);
        Archive archive = workplace
                .synthesis(List.of(environment))
                .inTemporaryFolder(stacks -> collect(workplace, environment, stacks, window));
        archive.add("README.txt", readme(environment, archive));
        archive.write(file);
        System.out.println("wrote " + file + ": " + archive.size() + " files, " + archive.masked()
                + " secrets masked. Look through it before you send it");
    }

    private Archive collect(Workplace workplace, Environment environment, Path stacks, Window window) {
        Blueprint blueprint = EnvironmentStacks.read(environment, stacks);
        List<String> namespaces = blueprint.namespacesWithPods();
        Set<String> names = names(environment, blueprint);
        Live live = new Live(workplace, environment);
        Archive archive;
        try {
            archive = live.reach(
                    cluster -> {
                        Archive found = new Archive(new Masks(KnownSecrets.in(cluster, namespaces), names));
                        new ClusterEvidence(cluster, namespaces).collect(found);
                        ClusterEvidence.logs(found, Speaker.in(cluster, namespaces), window);
                        return found;
                    },
                    host -> {
                        Archive found = new Archive(new Masks(KnownSecrets.on(host, environment.name()), names));
                        List<Speaker> containers = Speaker.on(host, environment.name());
                        new HostEvidence(host, containers).collect(found);
                        ClusterEvidence.logs(found, containers, window);
                        return found;
                    });
            archive.add(
                    "verify.txt",
                    live.examine(Checks.More.NONE, result -> {}).results().stream()
                            .flatMap(result -> ReportText.lines(result).stream())
                            .collect(Collectors.joining("\n", "", "\n")));
        } catch (UserError e) {
            System.err.println("warning: nothing of the running environment is in the archive: " + e.getMessage());
            archive = new Archive(new Masks(Set.of(), names));
            archive.add("not-reached.txt", e.getMessage() + "\n");
        }
        written(archive, environment, stacks);
        archive.add("versions.txt", versions(workplace, blueprint));
        return archive;
    }

    /** Names of Secrets are no secrets. */
    private static Set<String> names(Environment environment, Blueprint blueprint) {
        return Stream.concat(
                        OwnSecret.of(environment.config()).stream().map(OwnSecret::name),
                        blueprint.all("kubernetes_secret_v1").stream().map(Resource::name))
                .collect(Collectors.toSet());
    }

    private static void written(Archive archive, Environment environment, Path stacks) {
        try {
            archive.add(
                    "environment.yaml", Files.readString(environment.folder().resolve(environment.name() + ".yaml")));
            for (String stack : EnvironmentStacks.names(environment)) {
                archive.add(
                        "stacks/" + stack + ".json",
                        Files.readString(stacks.resolve("stacks").resolve(stack).resolve("cdk.tf.json")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the environment", e);
        }
    }

    private static String versions(Workplace workplace, Blueprint blueprint) {
        StringBuilder text = new StringBuilder();
        text.append(new CommandLine(new Chatstack(workplace)).getCommandSpec().version()[0])
                .append('\n');
        text.append("Java ").append(System.getProperty("java.version")).append('\n');
        for (List<String> command :
                List.of(List.of("terraform", "version"), List.of("kubectl", "version", "--client"))) {
            try {
                text.append(Programs.run(command, Map.of(), ANSWER).text());
            } catch (UserError e) {
                text.append(e.getMessage()).append('\n');
            }
        }
        text.append('\n');
        SupportCalendar.lines(new SupportCalendar(blueprint, List.of(), LocalDate.now(ZoneOffset.UTC)).entries())
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static String readme(Environment environment, Archive archive) {
        return "Support archive of " + environment.name() + ", " + Instant.now() + "\n\n"
                + "verify.txt        what is wrong, as ./chatstack verify sees it\n"
                + "environment.yaml  what was asked for; stacks/ what was made of it\n"
                + "versions.txt      of the programs, and until when each is supported\n"
                + "cluster/, host/   the machines; a folder each namespace: pods, events, objects, names of Secrets\n"
                + "logs/             the last lines of each container; .previous.log before its last restart\n"
                + "alerts.json       what fires\n\n"
                + archive.masked() + " secrets stand as " + Masks.MASK
                + " here. None was found when the archive was looked through once more.\n";
    }
}
