package dev.chatstack.cli;

import dev.chatstack.change.Change;
import dev.chatstack.change.Changes;
import dev.chatstack.change.Limit;
import dev.chatstack.change.TerraformPlan;
import dev.chatstack.cli.answers.Explained;
import dev.chatstack.cli.answers.Explained.Against;
import dev.chatstack.cli.answers.Format;
import dev.chatstack.cli.compare.Comparison;
import dev.chatstack.cli.compare.Revision;
import dev.chatstack.config.Environment;
import dev.chatstack.deploy.StackDeployments;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.UserError;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** Says what a deploy would change, in plain words, before it is planned. */
@Command(
        name = "explain",
        description = {
            "Compares the environment file with the last synth: what a deploy changes, what people notice, what it"
                    + " costs.",
            "Exit code 3 means that the change does more than --limit allows."
        })
final class Explain implements Callable<Integer> {
    @ParentCommand
    private Chatstack chatstack;

    @Mixin
    private Format format;

    @Option(
            names = "--against",
            paramLabel = "FOLDER|REV",
            description =
                    "what to compare with: a folder of synthesized stacks, or a git revision such as origin/main; by"
                            + " default cdktf.out")
    private Optional<String> against = Optional.empty();

    @Option(
            names = "--deployed",
            description = "compare with what is deployed: plans with Terraform, which needs the sign-in, and writes the"
                    + " stacks to cdktf.out")
    private boolean deployed;

    @Option(
            names = "--limit",
            paramLabel = "LIMIT",
            converter = Words.class,
            description =
                    "exit with 3 if the change does more: data-safe (no data is at risk), nobody-interrupted (nor does"
                            + " the chat stop), nobody-reconnects (nor does a pod of it restart)")
    private Optional<Limit> limit = Optional.empty();

    @Override
    public Integer call() {
        Workplace workplace = chatstack.workplace();
        Environment environment = chatstack.selection().one();
        if (deployed) {
            return againstDeployed(environment);
        }
        Path folder = against.map(this::folder).orElse(workplace.output());
        Explained explained = workplace
                .synthesis(List.of(environment))
                .inTemporaryFolder(now -> explain(new Comparison(environment, now, limit), folder));
        return format.print(explained, explained.verdict().exitCode(), explained.lines());
    }

    private Explained explain(Comparison comparison, Path folder) {
        if (against.isEmpty() || Files.isDirectory(folder)) {
            return comparison.with(folder);
        }
        String revision = against.get();
        return new Revision(chatstack.workplace(), chatstack.selection().folder(), revision)
                .read(
                        List.of(comparison.environment()),
                        before -> comparison.with(
                                before, new Against(Against.Kind.REVISION, revision, Optional.empty())));
    }

    private Path folder(String path) {
        try {
            return chatstack.workplace().typed(Path.of(path));
        } catch (InvalidPathException e) {
            throw new UserError("--against: must be a folder or a git revision, got `" + path + "`");
        }
    }

    private int againstDeployed(Environment environment) {
        Workplace workplace = chatstack.workplace();
        Synth.synthesize(chatstack).forEach((name, said) -> said.entry().lines().forEach(format::say));
        Map<String, TerraformPlan> plans = StackDeployments.quiet(workplace.output(), workplace.variables())
                .plans(EnvironmentStacks.names(environment));
        Changes changes = new Changes(plans.values().stream()
                .flatMap(plan -> plan.changes().all().stream())
                .sorted(Comparator.comparing(Change::kind))
                .toList());
        Explained.Verdict verdict = Explained.Verdict.of(changes.worst(), List.of(), limit);
        List<String> lines = new ArrayList<>();
        plans.forEach((stack, plan) -> {
            lines.add(stack + ":");
            plan.lines().forEach(line -> lines.add("  " + line));
        });
        verdict.line().ifPresent(lines::add);
        Explained explained = new Explained(
                environment.name(),
                new Against(Against.Kind.DEPLOYED, "", Optional.empty()),
                verdict,
                List.of(),
                changes.all(),
                new Explained.Forecast(Optional.empty(), Optional.empty()));
        return format.print(explained, verdict.exitCode(), lines);
    }

    /** The limits by the words of the help. */
    static final class Words implements ITypeConverter<Limit> {
        @Override
        public Limit convert(String value) {
            return Arrays.stream(Limit.values())
                    .filter(limit -> limit.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("must be one of "
                            + Arrays.stream(Limit.values()).map(Limit::toString).collect(Collectors.joining(", "))
                            + ", got `" + value + "`"));
        }
    }
}
