package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.DatabaseNodesConfig;
import dev.chatstack.config.rules.ArmRules;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import dev.chatstack.config.rules.NodeRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a group of nodes on AWS needs to come up, to grow and to keep the database. */
record AwsNodesRules(AwsConfig aws, Blocks blocks, Findings findings) {
    void check() {
        AwsNodesConfig nodes = aws.nodes();
        NodeRules.canGrow("cloud.nodes", nodes.workersCount(), nodes.maxWorkersCount(), findings);
        NodeRules.databaseStays(nodes.spot(), blocks, findings);
        NodeRules.databaseHasNodes("cloud.nodes.workersCount", nodes.workersCount(), blocks, findings);
        everyZoneHasANode();
        spareCapacityHasAChoice();
        imagesRunOnThem();
        theyAreOfOneSize();
    }

    /** The autoscaler counts with the first; and the smallest sizes hold none of our pods. */
    private void theyAreOfOneSize() {
        Set<String> sizes = aws.nodes().machineTypes().stream()
                .map(type -> type.substring(type.indexOf('.') + 1))
                .collect(Collectors.toSet());
        if (sizes.size() > 1) {
            findings.refuse(
                    "cloud.nodes.machineTypes",
                    "must be of one size, such as [m7i.large, m7a.large]: the autoscaler counts with one size",
                    aws.nodes().machineTypes());
        }
        if (sizes.contains("nano") || sizes.contains("micro")) {
            findings.refuse(
                    "cloud.nodes.machineTypes",
                    "must have at least 2 GiB of memory, such as t3.medium",
                    aws.nodes().machineTypes());
        }
    }

    private void everyZoneHasANode() {
        if (aws.nodes().groupPerZone()
                && aws.nodes().workersCount() < aws.zones().size()) {
            findings.refuse(
                    "cloud.nodes.workersCount",
                    "must be at least the number of cloud.zones (" + aws.zones().size()
                            + ") with groupPerZone, for a group keeps one node at least",
                    aws.nodes().workersCount());
        }
    }

    private void spareCapacityHasAChoice() {
        if (aws.nodes().spot() && aws.nodes().machineTypes().size() < 2) {
            findings.refuse(
                    "cloud.nodes.machineTypes",
                    "must name several types of equal size with spot, such as [t3.large, t3a.large, m7i.large]: spare"
                            + " capacity of a single type is often unavailable",
                    aws.nodes().machineTypes());
        }
    }

    /** A group has one image for its nodes; its machines are all of one kind. */
    private void imagesRunOnThem() {
        List<String> types = aws.nodes().machineTypes();
        long arm = types.stream().filter(Graviton::isIn).count();
        if (arm > 0 && arm < types.size()) {
            findings.refuse(
                    "cloud.nodes.machineTypes",
                    "must all have ARM processors or all x86 processors, for a node group has one image",
                    types);
        }
        types.forEach(type -> imagesRunOn("cloud.nodes.machineTypes", type));
        aws.databaseNodes()
                .map(DatabaseNodesConfig::machineType)
                .ifPresent(type -> imagesRunOn("cloud.databaseNodes.machineType", type));
    }

    private void imagesRunOn(String path, String type) {
        if (Graviton.isFirst(type)) {
            findings.refuse(path, "must have Graviton2 or newer, such as m7g.large: MongoDB needs ARMv8.2-A", type);
        } else if (Graviton.isIn(type)) {
            ArmRules.check(path, type, blocks, findings);
        }
    }
}
