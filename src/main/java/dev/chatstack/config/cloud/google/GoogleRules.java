package dev.chatstack.config.cloud.google;

import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.config.rules.AddressBlocks;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import dev.chatstack.config.rules.NodeRules;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Google Cloud would refuse, minutes into a deploy. */
public final class GoogleRules {
    private GoogleRules() {}

    public static void check(Blocks blocks, Findings findings) {
        blocks.find(GoogleConfig.class).ifPresent(google -> zonesAreInTheRegion(google, findings));
        blocks.find(GoogleNodesConfig.class).ifPresent(nodes -> nodesHoldTheDatabase(nodes, blocks, findings));
        blocks.find(GoogleNetworkConfig.class).ifPresent(network -> networksAreApart(network, findings));
    }

    private static void zonesAreInTheRegion(GoogleConfig google, Findings findings) {
        google.zones().stream()
                .filter(zone -> !zone.startsWith(google.region() + "-"))
                .forEach(
                        zone -> findings.refuse("cloud.zones", "must be zones of the region " + google.region(), zone));
    }

    private static void nodesHoldTheDatabase(GoogleNodesConfig nodes, Blocks blocks, Findings findings) {
        NodeRules.canGrow("cloud.nodes", nodes.workersCount(), nodes.maxWorkersCount(), findings);
        NodeRules.databaseStays(nodes.spot(), blocks.production(), findings);
        NodeRules.databaseHasNodes("cloud.nodes.workersCount", nodes.workersCount(), blocks, findings);
    }

    private static void networksAreApart(GoogleNetworkConfig network, Findings findings) {
        Map<String, String> blocks = new LinkedHashMap<>();
        blocks.put("cloud.network.nodes", network.nodes());
        blocks.put("cloud.network.pods", network.pods());
        blocks.put("cloud.network.services", network.services());
        blocks.put("cloud.network.controlPlane", network.controlPlane());
        AddressBlocks.refuseOverlaps(blocks, findings);
        if (!network.controlPlane().endsWith("/28")) {
            findings.refuse("cloud.network.controlPlane", "must be a /28", network.controlPlane());
        }
    }
}
