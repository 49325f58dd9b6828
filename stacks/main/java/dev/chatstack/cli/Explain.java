package dev.chatstack.cli;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Assessment;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.CapacityText;
import dev.chatstack.change.ChangeText;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.cost.Bill;
import dev.chatstack.deploy.StackDeployments;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.upgrade.Judgement;
import dev.chatstack.upgrade.Versions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Says what a deploy would change, in plain words, before it is planned. */
@Command(
        name = "explain",
        description =
                "Compares the environment file with the last synth: what a deploy changes and what people notice.")
public final class Explain implements Runnable {
    @ParentCommand
    private Chatstack chatstack;

    @Option(
            names = "--against",
            paramLabel = "FOLDER",
            description = "folder with the synthesized stacks that are deployed; by default cdktf.out")
    private Optional<Path> against = Optional.empty();

    @Option(
            names = "--deployed",
            description = "compare with what is deployed: plans with Terraform, which needs the sign-in, and writes the"
                    + " stacks to cdktf.out")
    private boolean deployed;

    @Override
    public void run() {
        Workplace workplace = chatstack.workplace();
        Environment environment = chatstack.selection().one();
        if (deployed) {
            Synth.run(chatstack, false);
            StackDeployments.quiet(workplace.output(), workplace.variables())
                    .explain(EnvironmentStacks.names(environment))
                    .forEach(System.out::println);
            return;
        }
        Path before = against.map(workplace::typed).orElse(workplace.output());
        workplace
                .synthesis(List.of(environment))
                .inTemporaryFolder(now -> changes(environment, before, now))
                .forEach(System.out::println);
    }

    /**
     * Compares the stacks of {@code environment} in {@code now} with those in {@code before}.
     *
     * @throws UserError when {@code before} holds none of them
     */
    public static List<String> changes(Environment environment, Path before, Path now) {
        List<String> names = EnvironmentStacks.names(environment);
        List<String> known = names.stream()
                .filter(stack ->
                        Files.exists(before.resolve("stacks").resolve(stack).resolve("cdk.tf.json")))
                .toList();
        if (known.isEmpty()) {
            throw new UserError("nothing to compare " + environment.name() + " with: " + before
                    + " holds none of its stacks; synthesize what is deployed and name its folder with --against");
        }
        Blueprint was = Blueprint.read(environment.name(), before, known);
        Blueprint is = EnvironmentStacks.read(environment, now);
        List<String> lines = new ArrayList<>();
        for (Judgement judgement : Versions.of(was).to(Versions.of(is))) {
            lines.add(word(judgement) + judgement.words());
        }
        lines.addAll(ChangeText.of(was, is));
        Cloud cloud = Clouds.of(environment);
        Capacity capacity = Capacity.of(is, cloud.nodes());
        if (capacity.isKnown()) {
            lines.add("room: " + CapacityText.fit(Assessment.of(capacity)));
        }
        double difference = monthly(is, cloud) - monthly(was, cloud);
        lines.add(
                Math.abs(difference) < 0.5
                        ? "cost: as before"
                        : String.format(
                                Locale.ROOT,
                                "cost: $%,.0f/month %s",
                                Math.abs(difference),
                                difference > 0 ? "more" : "less"));
        lines.add("compared with the synth of " + time(before.resolve("stacks").resolve(known.get(0))) + " in " + before
                + ", not with what is deployed (--deployed does that)");
        return lines;
    }

    private static String word(Judgement judgement) {
        return switch (judgement.verdict()) {
            case REFUSED -> "REFUSED: ";
            case DATA_AT_RISK -> "DATA IS AT RISK: ";
            case WARNING, FINE -> "";
        };
    }

    private static String time(Path stack) {
        try {
            return Files.getLastModifiedTime(stack.resolve("cdk.tf.json"))
                    .toInstant()
                    .atZone(ZoneId.systemDefault())
                    .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + stack, e);
        }
    }

    private static double monthly(Blueprint blueprint, Cloud cloud) {
        Capacity capacity = Capacity.of(blueprint, cloud.nodes());
        return Bill.of(cloud.bill(blueprint, capacity), capacity).fixed();
    }
}
