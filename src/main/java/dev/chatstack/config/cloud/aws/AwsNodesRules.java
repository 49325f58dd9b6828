package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import dev.chatstack.config.rules.NodeRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a group of nodes on AWS needs to come up, to grow and to keep the database. */
record AwsNodesRules(AwsNodesConfig nodes, List<String> zones, Blocks blocks, Findings findings) {
    void check() {
        NodeRules.canGrow("cloud.nodes", nodes.workersCount(), nodes.maxWorkersCount(), findings);
        NodeRules.databaseStays(nodes.spot(), blocks.production(), findings);
        NodeRules.databaseHasNodes("cloud.nodes.workersCount", nodes.workersCount(), blocks, findings);
        everyZoneHasANode();
        spareCapacityHasAChoice();
        imagesRunOnThem();
        theyAreOfOneSize();
    }

    /** The autoscaler counts with the first; and the smallest sizes hold none of our pods. */
    private void theyAreOfOneSize() {
        Set<String> sizes = nodes.machineTypes().stream()
                .map(type -> type.substring(type.indexOf('.') + 1))
                .collect(Collectors.toSet());
        if (sizes.size() > 1) {
            findings.refuse(
                    "cloud.nodes.machineTypes",
                    "must be of one size, such as [m7i.large, m7a.large]: the autoscaler counts with one size",
                    nodes.machineTypes());
        }
        if (sizes.contains("nano") || sizes.contains("micro")) {
            findings.refuse(
                    "cloud.nodes.machineTypes",
                    "must have at least 2 GiB of memory, such as t3.medium",
                    nodes.machineTypes());
        }
    }

    private void everyZoneHasANode() {
        if (nodes.groupPerZone() && nodes.workersCount() < zones.size()) {
            findings.refuse(
                    "cloud.nodes.workersCount",
                    "must be at least the number of cloud.zones (" + zones.size()
                            + ") with groupPerZone, for a group keeps one node at least",
                    nodes.workersCount());
        }
    }

    private void spareCapacityHasAChoice() {
        if (nodes.spot() && nodes.machineTypes().size() < 2) {
            findings.refuse(
                    "cloud.nodes.machineTypes",
                    "must name several types of equal size with spot, such as [t3.large, t3a.large, m7i.large]: spare capacity of a single type is often not to be had",
                    nodes.machineTypes());
        }
    }

    /** The letter g among those behind the generation marks Amazon's ARM processors. */
    private void imagesRunOnThem() {
        nodes.machineTypes().stream()
                .filter(type -> type.matches("([a-z]+\\d+[-a-z]*g[-a-z]*|a1)\\..*"))
                .forEach(
                        type -> findings.refuse("cloud.nodes.machineTypes", "must have x86 processors, not ARM", type));
    }
}
