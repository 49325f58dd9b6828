package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.DatabaseNodesConfig;
import dev.chatstack.config.rules.AddressBlocks;
import dev.chatstack.config.rules.Findings;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Azure asks of the address plan of an AKS cluster. */
final class AzureNetworkRules {
    /** The overlay reaches into the subnet of an Application Gateway that is no larger. */
    private static final int GATEWAY_PREFIX = 24;

    /** Every node takes this much of the addresses of the pods. */
    private static final int PODS_OF_A_NODE_PREFIX = 24;

    private static final String NETWORK = "cloud.network.network";
    private static final String NODES = "cloud.network.nodes";
    private static final String GATEWAY = "cloud.network.gateway";
    private static final String SERVICES = "cloud.network.services";
    private static final String PODS = "cloud.network.pods";

    private AzureNetworkRules() {}

    static void check(AzureConfig azure, Findings findings) {
        AzureNetworkConfig network = azure.network();
        liesIn(network.network(), NODES, network.nodes(), findings);
        liesIn(network.network(), GATEWAY, network.gateway(), findings);
        Map<String, String> inside = new LinkedHashMap<>();
        inside.put(NODES, network.nodes());
        inside.put(GATEWAY, network.gateway());
        AddressBlocks.refuseOverlaps(inside, findings);
        Map<String, String> apart = new LinkedHashMap<>();
        apart.put(NETWORK, network.network());
        apart.put(SERVICES, network.services());
        apart.put(PODS, network.pods());
        AddressBlocks.refuseOverlaps(apart, findings);
        AddressBlocks.refusePublic(apart, findings);
        nodesHaveRoom(azure, network, findings);
        if (AddressBlocks.prefix(network.gateway()) < GATEWAY_PREFIX) {
            findings.refuse(GATEWAY, "must be a /24 or smaller", network.gateway());
        }
        podsHaveRoom(azure, network, findings);
    }

    private static void liesIn(String network, String path, String part, Findings findings) {
        if (!AddressBlocks.contains(network, part)) {
            findings.refuse(path, "must lie in " + NETWORK + " (" + network + ")", part);
        }
    }

    /** Azure keeps five addresses of a subnet. */
    private static void nodesHaveRoom(AzureConfig azure, AzureNetworkConfig network, Findings findings) {
        int nodes = mostNodes(azure);
        if (AddressBlocks.size(network.nodes()) - 5 < nodes) {
            findings.refuse(
                    NODES,
                    "must have an address for each of the " + nodes + " nodes, those of an upgrade included",
                    network.nodes());
        }
        if (AddressBlocks.size(network.services()) < 256) {
            findings.refuse(SERVICES, "must be a /24 or larger", network.services());
        }
    }

    private static void podsHaveRoom(AzureConfig azure, AzureNetworkConfig network, Findings findings) {
        int prefix = AddressBlocks.prefix(network.pods());
        int nodes = mostNodes(azure);
        int room = prefix > PODS_OF_A_NODE_PREFIX ? 0 : 1 << (PODS_OF_A_NODE_PREFIX - prefix);
        if (room < nodes) {
            findings.refuse(
                    PODS,
                    "must have a /24 for each of the " + nodes + " nodes, the one of an upgrade included",
                    network.pods());
        }
    }

    private static int mostNodes(AzureConfig azure) {
        int userNodes =
                azure.userNodes().map(AzureUserNodesConfig::maxWorkersCount).orElse(0);
        int databaseNodes =
                azure.databaseNodes().map(DatabaseNodesConfig::workersCount).orElse(0);
        return withSurge(azure.nodes().maxWorkersCount()) + withSurge(userNodes) + withSurge(databaseNodes);
    }

    /** During an upgrade a tenth more, rounded up. */
    private static int withSurge(int most) {
        return most + (most + 9) / 10;
    }
}
