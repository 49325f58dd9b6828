package dev.chatstack.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** What Google Cloud would refuse, minutes into a deploy. */
final class GoogleRules {
    private GoogleRules() {}

    static void check(EnvironmentConfig config, Findings findings) {
        zonesAreInTheRegion(config, findings);
        nodesCanGrow(config, findings);
        networksAreApart(config, findings);
        databaseIsNotOnSpareCapacity(config, findings);
    }

    private static void zonesAreInTheRegion(EnvironmentConfig config, Findings findings) {
        if (config.cloud() instanceof GoogleConfig google && google.zones() != null && google.region() != null) {
            google.zones().stream()
                    .filter(zone -> !zone.startsWith(google.region() + "-"))
                    .forEach(zone ->
                            findings.refuse("cloud.zones", "must be zones of the region " + google.region(), zone));
        }
    }

    private static void nodesCanGrow(EnvironmentConfig config, Findings findings) {
        if (config.cloud() instanceof GoogleConfig google
                && google.nodes() != null
                && google.nodes().workersCount() != null
                && google.nodes().maxWorkersCount() != null
                && google.nodes().maxWorkersCount() < google.nodes().workersCount()) {
            findings.refuse(
                    "cloud.nodes.maxWorkersCount",
                    "must be at least workersCount (" + google.nodes().workersCount() + ")",
                    google.nodes().maxWorkersCount());
        }
    }

    private static void networksAreApart(EnvironmentConfig config, Findings findings) {
        if (!(config.cloud() instanceof GoogleConfig google) || google.network() == null) {
            return;
        }
        Map<String, String> blocks = new LinkedHashMap<>();
        blocks.put("cloud.network.nodes", google.network().nodes());
        blocks.put("cloud.network.pods", google.network().pods());
        blocks.put("cloud.network.services", google.network().services());
        blocks.put("cloud.network.controlPlane", google.network().controlPlane());
        AddressPlan.refuseOverlaps(blocks, findings);
        String controlPlane = google.network().controlPlane();
        if (controlPlane != null && !controlPlane.endsWith("/28")) {
            findings.refuse("cloud.network.controlPlane", "must be a /28", controlPlane);
        }
    }

    private static void databaseIsNotOnSpareCapacity(EnvironmentConfig config, Findings findings) {
        if (config.cloud() instanceof GoogleConfig google
                && google.nodes() != null
                && Boolean.TRUE.equals(google.nodes().spot())) {
            if (config.isProduction()) {
                findings.refuse(
                        "cloud.nodes.spot",
                        "must be false in production: the nodes of several database members can be taken away at once",
                        true);
            } else {
                findings.warn(
                        "cloud.nodes.spot",
                        "the nodes of several database members can be taken away at once; the chat then stops until they are back");
            }
        }
    }
}
