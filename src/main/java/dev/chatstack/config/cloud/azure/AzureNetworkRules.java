package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.azure.AzureNetworkConfig.Egress;
import dev.chatstack.config.cloud.azure.AzureNetworkConfig.Storage;
import dev.chatstack.config.rules.AddressBlocks;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Azure asks of the addresses of an AKS cluster, in a new network or in one that exists. */
record AzureNetworkRules(AzureConfig azure, AzureNetworkConfig network, Blocks blocks, Findings findings) {
    /** The overlay reaches into the subnet of an Application Gateway that is no larger. */
    private static final int GATEWAY_PREFIX = 24;

    /** Every node takes this much of the addresses of the pods. */
    private static final int PODS_OF_A_NODE_PREFIX = 24;

    private static final String NETWORK = "cloud.network.network";
    private static final String NODES = "cloud.network.nodes";
    private static final String GATEWAY = "cloud.network.gateway";
    private static final String SERVICES = "cloud.network.services";
    private static final String PODS = "cloud.network.pods";
    private static final String EGRESS = "cloud.network.egress";
    private static final String EXISTING = "cloud.network.existing.";

    static void check(AzureConfig azure, Blocks blocks, Findings findings) {
        new AzureNetworkRules(azure, azure.network(), blocks, findings).check();
    }

    private void check() {
        network.existing().ifPresentOrElse(this::exists, this::isNew);
        if (AddressBlocks.size(network.services()) < 256) {
            findings.refuse(SERVICES, "must be a /24 or larger", network.services());
        }
        podsHaveRoom();
    }

    private void isNew() {
        liesIn(network.network(), NODES, network.nodes());
        liesIn(network.network(), GATEWAY, network.gateway());
        Map<String, String> inside = new LinkedHashMap<>();
        inside.put(NODES, network.nodes());
        inside.put(GATEWAY, network.gateway());
        AddressBlocks.refuseOverlaps(inside, findings);
        apartFrom(NETWORK, network.network());
        AddressBlocks.refusePublic(Map.of(NETWORK, network.network()), findings);
        nodesHaveRoom();
        gatewayIsSmall(GATEWAY, network.gateway());
        if (network.egress() == Egress.USER_DEFINED_ROUTING) {
            findings.refuse(
                    EGRESS,
                    "must be loadBalancer or natGateway in a new network; userDefinedRouting needs"
                            + " cloud.network.existing, a subnet with a route of yours",
                    network.egress());
        }
    }

    private void exists(AzureExistingNetworkConfig existing) {
        leftOut(NETWORK, network.network(), AzureNetworkConfig.NETWORK);
        leftOut(NODES, network.nodes(), AzureNetworkConfig.NODES);
        leftOut(GATEWAY, network.gateway(), AzureNetworkConfig.GATEWAY);
        existing.gatewayCidr().ifPresent(cidr -> gatewayIsSmall(EXISTING + "gatewayCidr", cidr));
        Map<String, String> subnets = new LinkedHashMap<>();
        existing.gatewayCidr().ifPresent(cidr -> subnets.put(EXISTING + "gatewayCidr", cidr));
        existing.cidr().ifPresent(cidr -> subnets.put(EXISTING + "cidr", cidr));
        apart(subnets);
        blocks.find(ExposureConfig.ApplicationGateway.class).ifPresent(gateway -> hasAGateway(existing, gateway));
        nodesReachTheApiServer(existing);
        privateEndpointsAreKnown(existing);
    }

    private void privateEndpointsAreKnown(AzureExistingNetworkConfig existing) {
        boolean isPrivate = network.storage() == Storage.PRIVATE_ENDPOINT;
        if (isPrivate && existing.cidr().isEmpty()) {
            findings.refuse(
                    EXISTING + "cidr",
                    "is required with cloud.network.storage: privateEndpoint: the addresses of subnetId, which the"
                            + " network rules open",
                    "nothing");
        }
        if (!isPrivate) {
            String beside = "must be left out unless cloud.network.storage is privateEndpoint";
            existing.cidr().ifPresent(cidr -> findings.refuse(EXISTING + "cidr", beside, cidr));
            existing.blobPrivateDnsZoneId()
                    .ifPresent(id -> findings.refuse(EXISTING + "blobPrivateDnsZoneId", beside, id));
        }
    }

    private void leftOut(String path, String value, String unsaid) {
        if (!value.equals(unsaid)) {
            findings.refuse(
                    path, "must be left out with cloud.network.existing, whose subnets have their addresses", value);
        }
    }

    private void hasAGateway(AzureExistingNetworkConfig existing, ExposureConfig.ApplicationGateway gateway) {
        required("gatewaySubnetId", existing.gatewaySubnetId());
        required("gatewayCidr", existing.gatewayCidr());
        String nodes = AzureExistingNetworkConfig.networkOf(existing.subnetId());
        existing.gatewaySubnetId()
                .filter(id -> !AzureExistingNetworkConfig.networkOf(id).equals(nodes))
                .ifPresent(id -> findings.refuse(
                        EXISTING + "gatewaySubnetId",
                        "must be in the network of subnetId, because the gateway connects to the pods directly",
                        id));
        if (!gateway.clients().equals(List.of("0.0.0.0/0"))) {
            findings.refuse(
                    "chat.exposure.clients",
                    "must be left out with cloud.network.existing: the security group of the gateway's subnet, which"
                            + " says who reaches the chat, is its owner's",
                    gateway.clients());
        }
    }

    private void required(String setting, Optional<String> value) {
        if (value.isEmpty()) {
            findings.refuse(EXISTING + setting, "is required with chat.exposure.by: applicationGateway", "nothing");
        }
    }

    /** AKS adds the address of the cluster's load balancer to those that reach the API server, and nobody else's. */
    private void nodesReachTheApiServer(AzureExistingNetworkConfig existing) {
        boolean needed = network.egress() != Egress.LOAD_BALANCER && !azure.privateApiServer();
        if (needed && existing.egressAddresses().isEmpty()) {
            findings.refuse(
                    EXISTING + "egressAddresses",
                    "is required with egress " + network.egress()
                            + ": the public addresses of your firewall or NAT gateway, from which the nodes reach the"
                            + " API server",
                    "[]");
        } else if (!needed && !existing.egressAddresses().isEmpty()) {
            findings.refuse(
                    EXISTING + "egressAddresses",
                    azure.privateApiServer()
                            ? "must be left out with privateApiServer: the nodes reach it inside the network"
                            : "must be left out with egress loadBalancer, whose address AKS adds",
                    existing.egressAddresses());
        }
    }

    private void liesIn(String whole, String path, String part) {
        if (!AddressBlocks.contains(whole, part)) {
            findings.refuse(path, "must lie in " + NETWORK + " (" + whole + ")", part);
        }
    }

    private void apartFrom(String path, String cidr) {
        Map<String, String> apart = new LinkedHashMap<>();
        apart.put(path, cidr);
        apart(apart);
    }

    private void apart(Map<String, String> apart) {
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put(SERVICES, network.services());
        ours.put(PODS, network.pods());
        apart.putAll(ours);
        AddressBlocks.refuseOverlaps(apart, findings);
        AddressBlocks.refusePublic(ours, findings);
    }

    private void gatewayIsSmall(String path, String cidr) {
        if (AddressBlocks.prefix(cidr) < GATEWAY_PREFIX) {
            findings.refuse(path, "must be a /24 or smaller", cidr);
        }
    }

    /** Azure keeps five addresses of a subnet. */
    private void nodesHaveRoom() {
        int nodes = azure.mostNodes() + (network.storage() == Storage.PRIVATE_ENDPOINT ? 1 : 0);
        if (AddressBlocks.size(network.nodes()) - 5 < nodes) {
            findings.refuse(
                    NODES,
                    "must have an address for each of the " + nodes + " nodes, those of an upgrade included",
                    network.nodes());
        }
    }

    private void podsHaveRoom() {
        int prefix = AddressBlocks.prefix(network.pods());
        int nodes = azure.mostNodes();
        int room = prefix > PODS_OF_A_NODE_PREFIX ? 0 : 1 << (PODS_OF_A_NODE_PREFIX - prefix);
        if (room < nodes) {
            findings.refuse(
                    PODS,
                    "must have a /24 for each of the " + nodes + " nodes, the one of an upgrade included",
                    network.pods());
        }
    }
}
