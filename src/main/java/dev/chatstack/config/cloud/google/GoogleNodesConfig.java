package dev.chatstack.config.cloud.google;

import dev.chatstack.config.cloud.WorkerNodes;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Sized;
import dev.chatstack.config.values.NodeCount;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/** The worker nodes of a GKE cluster. */
public record GoogleNodesConfig(
        @About("minimum number of nodes over all zones, also at the start; with concurrentUsers, by default as "
                + "many as needed")
        @Default("3")
        @Sized(Sized.Quantity.FEWEST_NODES)
        @Min(1)
        @Max(NodeCount.LIMIT)
        int workersCount,

        @About("maximum number of nodes over all zones; with concurrentUsers, by default enough for a zone outage")
        @Default("5")
        @Sized(Sized.Quantity.MOST_NODES)
        @Min(1)
        @Max(NodeCount.LIMIT)
        int maxWorkersCount,

        @About("machine type of every node")
        @Default("e2-standard-4")
        @Pattern(regexp = "[a-z][a-z0-9]*(-[a-z0-9]+)+", message = "must be a machine type such as e2-standard-4")
        String machineType,

        @About("use spare capacity, which is cheaper, but which the cloud can reclaim at any time") @Default("false")
        boolean spot,

        @About("boot disk of a node, in GiB") @Default("50") @Min(20) @Max(1000)
        int diskGi)
        implements WorkerNodes {}
