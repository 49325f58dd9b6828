package dev.chatstack.cloud.azure.network;

import dev.chatstack.config.cloud.azure.AzureExistingNetworkConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Subnets that exist: their security groups, routes and gateways are their owner's. */
record ExistingVnet(AzureExistingNetworkConfig config) implements AzureNetwork {
    @Override
    public boolean isNew() {
        return false;
    }

    /** The subnets alone, for the rest of the network is nobody's business here. */
    @Override
    public Map<String, String> ofControlPlane() {
        Map<String, String> parts = new TreeMap<>(Map.of("nodes-subnet", config.subnetId()));
        config.gatewaySubnetId().ifPresent(id -> parts.put("gateway-subnet", id));
        return parts;
    }

    @Override
    public String nodesSubnetId() {
        return config.subnetId();
    }

    @Override
    public Optional<String> blobZoneId() {
        return config.blobPrivateDnsZoneId();
    }

    @Override
    public String gatewaySubnetId() {
        return config.gatewaySubnetId().orElseThrow();
    }
}
