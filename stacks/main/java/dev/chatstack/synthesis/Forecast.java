package dev.chatstack.synthesis;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Assessment;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.CapacityText;
import dev.chatstack.capacity.DockerHostMemory;
import dev.chatstack.capacity.Schedulability;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.clouds.google.GoogleBill;
import dev.chatstack.clouds.google.GoogleNodes;
import dev.chatstack.config.Environment;
import dev.chatstack.config.SizingChoices;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.cost.Bill;
import dev.chatstack.cost.BillText;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.stacks.EnvironmentStacks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an environment will take, read from its synthesized stacks before anybody deploys them. */
public final class Forecast {
    private Forecast() {}

    /**
     * Reads the files of numbers and forecasts a tiny environment: what a program does for the first time it does slowly, and while
     * CDKTF's engine is at work this one waits. Returns what it says of that environment.
     */
    public static List<String> rehearse() {
        List<String> lines = new ArrayList<>();
        try (InputStream sample = Forecast.class.getResourceAsStream("rehearsal.json")) {
            Blueprint blueprint = Blueprint.read("rehearsal", sample);
            Capacity capacity = Capacity.of(blueprint, new GoogleNodes());
            forecast(blueprint, capacity, Optional.of(new GoogleBill(blueprint, capacity)), lines, new ArrayList<>());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read rehearsal.json", e);
        }
        return lines;
    }

    /**
     * A few lines for each of {@code environments}, by its name; their stacks are in {@code output}.
     *
     * @throws UserError naming every environment that cannot have room on its nodes
     */
    public static Map<String, List<String>> of(List<Environment> environments, Path output) {
        Map<String, List<String>> forecasts = new LinkedHashMap<>();
        List<String> refusals = new ArrayList<>();
        for (Environment environment : environments) {
            List<String> lines = forecasts.computeIfAbsent(environment.name(), name -> new ArrayList<>());
            chosen(environment).ifPresent(lines::add);
            Blueprint blueprint = EnvironmentStacks.read(environment, output);
            Cloud cloud = Clouds.of(environment);
            Capacity capacity = Capacity.of(blueprint, cloud.nodes());
            forecast(blueprint, capacity, cloud.bill(blueprint, capacity), lines, refusals);
        }
        if (!refusals.isEmpty()) {
            throw new UserError(String.join("\n", refusals));
        }
        return forecasts;
    }

    /** What the file left to the number of its people; of the nodes the next line says how many. */
    public static Optional<String> chosen(Environment environment) {
        SizingChoices choices = environment.choices();
        List<String> parts = new ArrayList<>();
        choices.settings().forEach((setting, value) -> parts.add(setting + " " + value));
        if (choices.undecidedNodes().isPresent()) {
            parts.add("the number of nodes");
        }
        return parts.isEmpty() || !(environment.config().chat() instanceof RocketChatConfig chat)
                ? Optional.empty()
                : chat.concurrentUsers().map(people -> "%s: chosen for %d people at once: %s"
                        .formatted(environment.name(), people, String.join(", ", parts)));
    }

    private static void forecast(
            Blueprint blueprint,
            Capacity capacity,
            Optional<CloudBill> cloud,
            List<String> lines,
            List<String> refusals) {
        if (!capacity.workloads().isEmpty()) {
            examine(capacity, lines, refusals);
        }
        List<DockerContainer> containers = DockerContainer.of(blueprint);
        if (!containers.isEmpty()) {
            lines.add(blueprint.environment() + ": " + DockerContainer.sum(containers));
            DockerHostMemory.of(blueprint, containers)
                    .ifPresent(room -> lines.add(blueprint.environment() + ": " + room));
        }
        Bill bill = Bill.of(cloud, capacity);
        if (!bill.isEmpty()) {
            boolean nodesAreMissing =
                    capacity.smallest().isEmpty() && !capacity.unknown().isEmpty();
            lines.add(blueprint.environment() + ": " + BillText.sum(bill)
                    + (nodesAreMissing ? "; without the nodes" : ""));
        }
    }

    private static void examine(Capacity capacity, List<String> lines, List<String> refusals) {
        String name = capacity.environment() + ": ";
        lines.add(name + CapacityText.size(capacity));
        if (!capacity.unknown().isEmpty()) {
            lines.add(name + "not checked whether it fits: not known here are "
                    + String.join(", ", capacity.unknown().stream().sorted().toList())
                    + " (mistyped? else docs/capacity.md says where to add them)");
        } else if (capacity.isKnown()) {
            Assessment assessment = Assessment.of(capacity);
            if (assessment.atLargest().verdict() == Schedulability.Verdict.NEVER) {
                refusals.add(CapacityText.refusal(assessment));
            } else {
                lines.add(name + CapacityText.fit(assessment));
            }
        }
    }
}
