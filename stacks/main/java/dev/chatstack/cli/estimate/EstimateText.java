package dev.chatstack.cli.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Assessment;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.CapacityTable;
import dev.chatstack.capacity.CapacityText;
import dev.chatstack.capacity.DockerHostMemory;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.capacity.nodes.ExistingNodes;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.cost.Bill;
import dev.chatstack.cost.BillText;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.synthesis.Forecast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that can be said beforehand of what an environment takes: nodes, pods, room, disks and money. */
public final class EstimateText {
    private EstimateText() {}

    /**
     * The lines for {@code environments}, whose stacks are in {@code output}, on the nodes in {@code cluster}, if that is given:
     * what kubectl printed of a cluster that exists.
     */
    public static List<String> of(List<Environment> environments, Path output, Optional<JsonNode> cluster) {
        List<String> lines = new ArrayList<>();
        for (Environment environment : environments) {
            Blueprint blueprint = EnvironmentStacks.read(environment, output);
            Cloud cloud = Clouds.of(environment);
            Capacity capacity = capacity(blueprint, cloud, cluster);
            lines.add("# " + environment.name());
            Forecast.chosen(environment).ifPresent(lines::add);
            List<DockerContainer> containers = DockerContainer.of(blueprint);
            if (containers.isEmpty()) {
                lines.addAll(CapacityTable.of(capacity));
            } else {
                lines.add(DockerContainer.sum(containers));
                DockerHostMemory.of(blueprint, containers).ifPresent(lines::add);
                containers.forEach(container -> lines.add("  " + container.name() + ": "
                        + (container.memoryMib() == 0 ? "no limit" : "up to " + container.memoryMib() + " MiB")));
            }
            if (capacity.isKnown()) {
                lines.add(CapacityText.fit(Assessment.of(capacity)));
            }
            Bill bill = Bill.of(cloud.bill(blueprint, capacity), capacity);
            if (!bill.isEmpty()) {
                lines.add("");
                lines.add("cost: " + BillText.sum(bill));
                lines.addAll(BillText.table(bill));
            }
            lines.add("");
        }
        return lines;
    }

    /** What {@code blueprint} schedules, on its own nodes or on those in {@code cluster}. */
    static Capacity capacity(Blueprint blueprint, Cloud cloud, Optional<JsonNode> cluster) {
        Capacity capacity = Capacity.of(blueprint, cloud.nodes());
        return cluster.map(list -> capacity.on(ExistingNodes.of(blueprint, list)))
                .orElse(capacity);
    }
}
