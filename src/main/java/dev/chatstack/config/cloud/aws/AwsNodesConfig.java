package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.cloud.WorkerNodes;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.Sized;
import dev.chatstack.config.values.NodeCount;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/** The worker nodes of an EKS cluster. */
public record AwsNodesConfig(
        @About("minimum number of nodes over all zones, also at the start; with concurrentUsers, by default as "
                + "many as needed")
        @Default("3")
        @Sized(Sized.Quantity.FEWEST_NODES)
        @Min(1)
        @Max(NodeCount.LIMIT)
        int workersCount,

        @About("maximum number of nodes over all zones; with concurrentUsers, by default enough for a zone outage")
        @Default("4")
        @Sized(Sized.Quantity.MOST_NODES)
        @Min(1)
        @Max(NodeCount.LIMIT)
        int maxWorkersCount,

        @About("instance types of equal size, all with x86 or all with ARM processors; the first available one is used")
        @Default("[t3.medium]")
        @NotEmpty
        List<
                        @Pattern(
                                regexp = "[a-z]+\\d+[-a-z]*\\.[a-z0-9]+",
                                message = "must be an instance type such as m7i.large")
                        String>
                machineTypes,

        @About("use spot capacity, which is cheaper and can be reclaimed at any time; name several machineTypes")
        @Default("false")
        boolean spot,

        @About("boot disk of a node, in GiB") @Default("50") @Min(20) @Max(1000)
        int diskGi,

        @About("a node group for each zone, so that the autoscaler can make a node where a waiting pod's "
                + "volume is; with two or more workers")
        @Default("false")
        boolean groupPerZone)
        implements WorkerNodes {}
