package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.cloud.WorkerNodes;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Sized;
import dev.chatstack.config.values.NodeCount;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Nodes in addition to those of AKS's own pods; Azure calls them a user pool. */
public record AzureUserNodesConfig(
        @About("minimum number of nodes, also at the start; with concurrentUsers, by default as many as needed")
        @Default("3")
        @Sized(Sized.Quantity.FEWEST_NODES)
        @Min(0)
        @Max(NodeCount.LIMIT)
        int workersCount,

        @About("maximum number of nodes; with concurrentUsers, by default enough for a zone outage")
        @Default("6")
        @Sized(Sized.Quantity.MOST_NODES)
        @Min(1)
        @Max(NodeCount.LIMIT)
        int maxWorkersCount,

        @About("size of every node") @Default("Standard_D4as_v5") @AzureMachineType
        String machineType,

        @About("use spot capacity, which is cheaper and can be reclaimed at any time; the database never runs there")
        @Default("false")
        boolean spot,

        @About("system disk of a node, in GiB") @Default("64") @Min(30) @Max(2048)
        int diskGi)
        implements WorkerNodes {}
