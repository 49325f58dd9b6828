package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.rules.ArmRules;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import dev.chatstack.config.rules.NodeRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the nodes of an AKS cluster must be for AKS's own pods and for the database. */
final class AzureNodesRules {
    /** From the third generation on, the number in a size's name is that of its vCPUs. */
    private static final Pattern VCPUS = Pattern.compile("Standard_[A-Z]+(\\d+)[-a-z0-9]*_v[3-9]");

    private static final int SYSTEM_VCPUS = 4;

    private AzureNodesRules() {}

    static void check(AzureConfig azure, Blocks blocks, Findings findings) {
        AzureNodesConfig nodes = azure.nodes();
        NodeRules.canGrow("cloud.nodes", nodes.workersCount(), nodes.maxWorkersCount(), findings);
        suitsAks(nodes.machineType(), findings);
        imagesRunOnThem("cloud.nodes.machineType", nodes.machineType(), blocks, findings);
        azure.databaseNodes()
                .ifPresent(
                        own -> imagesRunOnThem("cloud.databaseNodes.machineType", own.machineType(), blocks, findings));
        azure.userNodes()
                .ifPresent(userNodes ->
                        imagesRunOnThem("cloud.userNodes.machineType", userNodes.machineType(), blocks, findings));
        azure.userNodes()
                .ifPresent(userNodes -> NodeRules.canGrow(
                        "cloud.userNodes", userNodes.workersCount(), userNodes.maxWorkersCount(), findings));
        databaseHasNodes(azure, blocks, findings);
    }

    /** The letter p behind the number of vCPUs marks Azure's ARM processors. */
    private static void imagesRunOnThem(String path, String machineType, Blocks blocks, Findings findings) {
        if (machineType.matches("Standard_[A-Z]+\\d+(-\\d+)?[a-z]*p[a-z]*(_.*)?")) {
            ArmRules.check(path, machineType, blocks, findings);
        }
    }

    private static void suitsAks(String machineType, Findings findings) {
        String path = "cloud.nodes.machineType";
        if (machineType.startsWith("Standard_B")) {
            findings.warn(
                    path,
                    machineType
                            + " is of the B-series, which Azure does not support for the nodes of AKS's own pods: it"
                            + " may refuse it, and slows it down when its credits are used up; take Standard_D4as_v5");
            return;
        }
        Matcher vcpus = VCPUS.matcher(machineType);
        if (vcpus.matches() && Integer.parseInt(vcpus.group(1)) < SYSTEM_VCPUS) {
            findings.warn(path, machineType + " has fewer vCPUs than the 4 that Azure asks for; take Standard_D4as_v5");
        }
    }

    /** Spare capacity does not count: the database never runs there. */
    private static void databaseHasNodes(AzureConfig azure, Blocks blocks, Findings findings) {
        azure.userNodes()
                .filter(userNodes -> !userNodes.spot())
                .ifPresentOrElse(
                        userNodes -> NodeRules.databaseHasNodes(
                                "cloud.userNodes.maxWorkersCount", userNodes.maxWorkersCount(), blocks, findings),
                        () -> NodeRules.databaseHasNodes(
                                "cloud.nodes.maxWorkersCount", azure.nodes().maxWorkersCount(), blocks, findings));
    }
}
