package dev.chatstack.config.cloud.google;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.config.cloud.GoogleMachineConfig;
import dev.chatstack.config.rules.AddressBlocks;
import dev.chatstack.config.rules.ArmRules;
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
        blocks.find(GoogleNetworkConfig.class).ifPresent(network -> network.existing()
                .ifPresentOrElse(
                        existing -> networkExists(network, findings), () -> networksAreApart(network, findings)));
        blocks.find(GoogleConfig.class)
                .filter(google -> google.network().existing().isEmpty())
                .ifPresent(google -> networksHaveRoom(google, findings));
        blocks.find(GoogleConfig.class).ifPresent(google -> keyIsInTheRegion(google, findings));
        blocks.find(GoogleConfig.class)
                .filter(GoogleConfig::privateApiServer)
                .ifPresent(google ->
                        AddressBlocks.refusePublic("cloud.apiServerAccess", google.apiServerAccess(), findings));
        blocks.find(GoogleNodesConfig.class)
                .ifPresent(nodes -> machinesRunIt("cloud.nodes.machineType", nodes.machineType(), findings));
        blocks.find(GoogleConfig.class)
                .flatMap(GoogleConfig::databaseNodes)
                .ifPresent(nodes -> machinesRunIt("cloud.databaseNodes.machineType", nodes.machineType(), findings));
        blocks.find(GoogleMachineConfig.class).ifPresent(machine -> {
            hostRunsIt(machine.machineType(), blocks, findings);
            hostReachesTheInternet(machine.network(), blocks, findings);
        });
    }

    private static void hostReachesTheInternet(GoogleMachineNetworkConfig network, Blocks blocks, Findings findings) {
        if (network.internal() && network.existing().isEmpty()) {
            findings.refuse(
                    "cloud.machine.network.internal",
                    "must be false in a new network, which reaches the internet by the machine's public address alone;"
                            + " or name a network with cloud.machine.network.existing",
                    true);
        }
        if (network.internal() && blocks.has(ExposureConfig.AcmeConfig.class)) {
            findings.refuse(
                    "cloud.machine.network.internal",
                    "must be false with chat.exposure.acme: the authority connects from the internet",
                    true);
        }
    }

    private static void zonesAreInTheRegion(GoogleConfig google, Findings findings) {
        google.zones().stream()
                .filter(zone -> !zone.startsWith(google.region() + "-"))
                .forEach(
                        zone -> findings.refuse("cloud.zones", "must be zones of the region " + google.region(), zone));
    }

    private static void keyIsInTheRegion(GoogleConfig google, Findings findings) {
        google.kmsKey()
                .filter(key -> !key.contains("/locations/" + google.region() + "/"))
                .ifPresent(key -> findings.refuse(
                        "cloud.kmsKey", "must be a key in cloud.region (" + google.region() + ")", key));
    }

    private static void nodesHoldTheDatabase(GoogleNodesConfig nodes, Blocks blocks, Findings findings) {
        NodeRules.canGrow("cloud.nodes", nodes.workersCount(), nodes.maxWorkersCount(), findings);
        NodeRules.databaseStays(nodes.spot(), blocks, findings);
        NodeRules.databaseHasNodes("cloud.nodes.workersCount", nodes.workersCount(), blocks, findings);
    }

    /** Google keeps four addresses of a subnet, makes one node more during an upgrade, and gives each a /24 for its pods. */
    private static void networksHaveRoom(GoogleConfig google, Findings findings) {
        GoogleNetworkConfig network = google.network();
        int nodes = google.mostNodes();
        if (AddressBlocks.size(network.nodes()) - 4 < nodes) {
            findings.refuse(
                    "cloud.network.nodes",
                    "must have an address for each of the " + nodes + " nodes, the one of an upgrade included",
                    network.nodes());
        }
        if (AddressBlocks.size(network.pods()) < 256L * nodes) {
            findings.refuse(
                    "cloud.network.pods",
                    "must have a /24 for each of the " + nodes + " nodes, the one of an upgrade included",
                    network.pods());
        }
        if (AddressBlocks.size(network.services()) < 256) {
            findings.refuse("cloud.network.services", "must be a /24 or larger", network.services());
        }
    }

    /** GKE taints nodes with ARM processors, and neither its own pods nor those of the charts tolerate that. */
    private static void machinesRunIt(String path, String type, Findings findings) {
        if (isArm(type)) {
            findings.refuse(
                    path,
                    "must have x86 processors, not ARM, such as e2-standard-4: GKE taints ARM nodes, so that most pods"
                            + " find no node",
                    type);
        }
        hasItsCores(path, type, findings);
    }

    /** The newer machines with ARM processors have no Persistent Disk. */
    private static void hostRunsIt(String type, Blocks blocks, Findings findings) {
        String path = "cloud.machine.machineType";
        if (type.startsWith("t2a-")) {
            ArmRules.check(path, type, blocks, findings);
        } else if (isArm(type)) {
            findings.refuse(
                    path,
                    "must be t2a with ARM processors, such as t2a-standard-4: others take no Persistent Disk",
                    type);
        }
        hasItsCores(path, type, findings);
    }

    /** The letter a behind the generation marks ARM processors. */
    private static boolean isArm(String type) {
        return type.matches("(t2a|[a-z]\\d+a|a4x)-.*") && !type.matches("(n2d|t2d|c2d)-.*");
    }

    /** Machines that share a core have too little memory for one pod. */
    private static void hasItsCores(String path, String type, Findings findings) {
        if (type.matches("f1-micro|g1-small|e2-(micro|small|medium)")) {
            findings.refuse(path, "must have dedicated cores and 8 GiB of memory, such as e2-standard-4", type);
        }
    }

    private static void networksAreApart(GoogleNetworkConfig network, Findings findings) {
        Map<String, String> blocks = new LinkedHashMap<>();
        blocks.put("cloud.network.nodes", network.nodes());
        blocks.put("cloud.network.pods", network.pods());
        blocks.put("cloud.network.services", network.services());
        blocks.put("cloud.network.controlPlane", network.controlPlane());
        AddressBlocks.refuseOverlaps(blocks, findings);
        AddressBlocks.refusePublic(blocks, findings);
        controlPlaneIsSmall(network, findings);
    }

    private static void controlPlaneIsSmall(GoogleNetworkConfig network, Findings findings) {
        if (!network.controlPlane().endsWith("/28")) {
            findings.refuse("cloud.network.controlPlane", "must be a /28", network.controlPlane());
        }
    }

    private static void networkExists(GoogleNetworkConfig network, Findings findings) {
        leftOut("nodes", network.nodes(), GoogleNetworkConfig.NODES, findings);
        leftOut("pods", network.pods(), GoogleNetworkConfig.PODS, findings);
        leftOut("services", network.services(), GoogleNetworkConfig.SERVICES, findings);
        controlPlaneIsSmall(network, findings);
        AddressBlocks.refusePublic(Map.of("cloud.network.controlPlane", network.controlPlane()), findings);
    }

    private static void leftOut(String setting, String value, String unsaid, Findings findings) {
        if (!value.equals(unsaid)) {
            findings.refuse(
                    "cloud.network." + setting,
                    "must be left out with cloud.network.existing, whose subnetwork has its addresses",
                    value);
        }
    }
}
