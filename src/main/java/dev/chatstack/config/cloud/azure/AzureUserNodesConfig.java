package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.cloud.WorkerNodes;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Sized;
import dev.chatstack.config.values.NodeCount;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Nodes beside those of AKS's own pods; Azure calls them a user pool. */
public record AzureUserNodesConfig(
        @About(
                "nodes to begin with, and the fewest that the autoscaler keeps; with concurrentUsers, as many as everything needs")
        @Default("3")
        @Sized(Sized.Quantity.FEWEST_NODES)
        @Min(0)
        @Max(NodeCount.LIMIT)
        int workersCount,

        @About("the most nodes that the autoscaler makes; with concurrentUsers, enough for the loss of a zone")
        @Default("6")
        @Sized(Sized.Quantity.MOST_NODES)
        @Min(1)
        @Max(NodeCount.LIMIT)
        int maxWorkersCount,

        @About("size of every node") @Default("Standard_D4as_v5") @AzureMachineType
        String machineType,

        @About(
                "use spare capacity, which is cheaper and can be taken away at any time; only what can be replaced at once runs there, never the database")
        @Default("false")
        boolean spot,

        @About("system disk of a node, in GiB") @Default("64") @Min(30) @Max(2048)
        int diskGi)
        implements WorkerNodes {}
