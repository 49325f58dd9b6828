package dev.chatstack.cli.compare;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Assessment;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.CapacityText;
import dev.chatstack.change.Changes;
import dev.chatstack.change.Limit;
import dev.chatstack.cli.answers.Explained;
import dev.chatstack.cli.answers.Explained.Against;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.cost.Bill;
import dev.chatstack.cost.CostDifference;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.UserError;
import dev.chatstack.upgrade.Judgement;
import dev.chatstack.upgrade.Versions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An environment compared with what it was.
 *
 * @param now the folder with its stacks of today
 * @param limit the worst that may happen
 */
public record Comparison(Environment environment, Path now, Optional<Limit> limit) {
    /** Compared with the stacks in the folder {@code before}. */
    public Explained with(Path before) {
        return with(
                before,
                Against.folder(before, EnvironmentStacks.names(environment).get(0)));
    }

    /**
     * Compared with the stacks in {@code before}.
     *
     * @throws UserError when {@code before} is a folder that holds none of its stacks
     */
    public Explained with(Path before, Against against) {
        Blueprint was = known(environment, before);
        if (was.resources().isEmpty() && against.kind() == Against.Kind.FOLDER) {
            throw new UserError("nothing to compare " + environment.name() + " with: " + before
                    + " holds none of its stacks; synthesize what is deployed and name its folder with --against");
        }
        Blueprint is = EnvironmentStacks.read(environment, now);
        List<Judgement> versions = Versions.of(was).to(Versions.of(is));
        Changes changes = Changes.between(was, is);
        return new Explained(
                environment.name(),
                against,
                Explained.Verdict.of(changes.worst(), versions, limit),
                versions,
                changes.all(),
                forecast(was, is));
    }

    private Explained.Forecast forecast(Blueprint was, Blueprint is) {
        Capacity capacity = Capacity.of(is, Clouds.of(environment).nodes());
        return new Explained.Forecast(
                capacity.isKnown() ? Optional.of(CapacityText.fit(Assessment.of(capacity))) : Optional.empty(),
                Optional.of(CostDifference.of(bill(environment, was), bill(environment, is))));
    }

    /** The stacks of {@code environment} that are in {@code folder}. */
    public static Blueprint known(Environment environment, Path folder) {
        return Blueprint.read(
                environment.name(),
                folder,
                EnvironmentStacks.names(environment).stream()
                        .filter(stack -> Files.exists(
                                folder.resolve("stacks").resolve(stack).resolve("cdk.tf.json")))
                        .toList());
    }

    /** What {@code blueprint} of {@code environment} costs. */
    public static Bill bill(Environment environment, Blueprint blueprint) {
        Cloud cloud = Clouds.of(environment);
        Capacity capacity = Capacity.of(blueprint, cloud.nodes());
        return Bill.of(cloud.bill(blueprint, capacity), capacity);
    }
}
