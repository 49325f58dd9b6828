package dev.chatstack.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Nodes beside those of AKS's own pods; Azure calls them a user pool. */
public record AzureUserNodesConfig(
        @About("nodes to begin with, and the fewest that the autoscaler keeps") @Default("3") @NotNull @Min(0) @Max(100)
        Integer workersCount,

        @About("the most nodes that the autoscaler makes") @Default("6") @NotNull @Min(1) @Max(100)
        Integer maxWorkersCount,

        @About("size of every node") @Default("Standard_D4as_v5") @NotNull @AzureMachineType
        String machineType,

        @About(
                "use spare capacity, which is cheaper and can be taken away at any time; only what can be replaced at once runs there, never the database")
        @Default("false")
        @NotNull
        Boolean spot,

        @About("system disk of a node, in GiB") @Default("64") @NotNull @Min(30) @Max(2048)
        Integer diskGi) {}
