package dev.chatstack.config.cloud;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/** Nodes for the members of MongoDB alone: a taint keeps all other pods away. */
public record DatabaseNodesConfig(
        @About("number of nodes, at least one for each member of mongodb") @Default("3") @Min(1) @Max(9)
        int workersCount,

        @About("size of every node, in the cloud's own name such as m7i.large")
        @Pattern(regexp = "[A-Za-z][-_.A-Za-z0-9]+", message = "must be a machine type such as m7i.large")
        String machineType,

        @About("system disk of a node, in GiB") @Default("50") @Min(30) @Max(1000)
        int diskGi) {
    /** Label and, with the effect NoSchedule, taint of these nodes. */
    public static final String LABEL = "chatstack.dev/pool";

    /** Value of the label. */
    public static final String POOL = "database";
}
