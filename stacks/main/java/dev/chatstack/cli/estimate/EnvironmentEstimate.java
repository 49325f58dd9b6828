package dev.chatstack.cli.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Assessment;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.DockerHostMemory;
import dev.chatstack.capacity.demand.DockerContainer;
import dev.chatstack.capacity.nodes.ExistingNodes;
import dev.chatstack.clouds.Cloud;
import dev.chatstack.clouds.Clouds;
import dev.chatstack.config.Environment;
import dev.chatstack.cost.Bill;
import dev.chatstack.stacks.EnvironmentStacks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be said beforehand of what an environment takes: nodes, pods, room, containers and money.
 *
 * @param assessment whether the pods fit; empty when nodes or pods are not known
 * @param containers those of a Docker host
 * @param hostMemory whether they fit into its machine, in words
 */
public record EnvironmentEstimate(
        Environment environment,
        Capacity capacity,
        Optional<Assessment> assessment,
        List<DockerContainer> containers,
        Optional<String> hostMemory,
        Bill bill) {
    /**
     * Of {@code environment}, whose stacks are in {@code output}, on the nodes in {@code cluster}, if that is given: what kubectl printed
     * of a cluster that exists.
     */
    public static EnvironmentEstimate of(Environment environment, Path output, Optional<JsonNode> cluster) {
        Blueprint blueprint = EnvironmentStacks.read(environment, output);
        Cloud cloud = Clouds.of(environment);
        Capacity own = Capacity.of(blueprint, cloud.nodes());
        Capacity capacity =
                cluster.map(list -> own.on(ExistingNodes.of(blueprint, list))).orElse(own);
        List<DockerContainer> containers = DockerContainer.of(blueprint);
        return new EnvironmentEstimate(
                environment,
                capacity,
                capacity.isKnown() ? Optional.of(Assessment.of(capacity)) : Optional.empty(),
                containers,
                DockerHostMemory.of(blueprint, containers),
                Bill.of(cloud.bill(blueprint, capacity), capacity));
    }
}
