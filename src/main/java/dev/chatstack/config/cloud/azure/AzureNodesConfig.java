package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.cloud.WorkerNodes;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Sized;
import dev.chatstack.config.values.NodeCount;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The nodes on which AKS runs its own pods; Azure calls them the system pool. */
public record AzureNodesConfig(
        @About("minimum number of nodes, also at the start; with concurrentUsers, by default as many as needed")
        @Default("2")
        @Sized(Sized.Quantity.FEWEST_NODES)
        @Min(2)
        @Max(NodeCount.LIMIT)
        int workersCount,

        @About("maximum number of nodes; with concurrentUsers, by default enough for a zone outage")
        @Default("4")
        @Sized(Sized.Quantity.MOST_NODES)
        @Min(2)
        @Max(NodeCount.LIMIT)
        int maxWorkersCount,

        @About("size of every node; Azure asks for 4 vCPUs here and supports no B-series")
        @Default("Standard_D4as_v5")
        @AzureMachineType
        String machineType,

        @About("system disk of a node, in GiB") @Default("64") @Min(30) @Max(2048)
        int diskGi)
        implements WorkerNodes {}
