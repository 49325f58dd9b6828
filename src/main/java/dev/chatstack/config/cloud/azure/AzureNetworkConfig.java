package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;
import java.util.Optional;

/** The network of an AKS cluster: a new one, unless {@code existing} names one. Nodes and gateway lie in it, pods and Services next to it. */
public record AzureNetworkConfig(
        @About("addresses of the network") @Default(NETWORK) @Cidr
        String network,

        @About("addresses of the nodes, a part of the network") @Default(NODES) @Cidr
        String nodes,

        @About("addresses of the Application Gateway, a part of the network, /24 or smaller") @Default(GATEWAY) @Cidr
        String gateway,

        @About("addresses of the Services") @Default("10.1.0.0/16") @Cidr
        String services,

        @About("addresses of the pods; every node takes a /24 of it") @Default("10.244.0.0/16") @Cidr
        String pods,

        @About("how nodes and pods reach the internet: loadBalancer, natGateway, or with existing userDefinedRouting,"
                + " a route of the owner")
        @Default("loadBalancer")
        Egress egress,

        @About("how pods reach the storage accounts: serviceEndpoint, from the nodes' subnet alone; privateEndpoint, at"
                + " an address in this subnet, and the accounts have no public address. It costs $7/month for each account"
                + " and 1 cent a GB")
        @Default("serviceEndpoint")
        Storage storage,

        @About("subnets that exist, instead of a new network; their owner makes routes, security rules and NAT"
                + " gateways. Optional, by default chatstack makes a network; cannot be changed later")
        Optional<AzureExistingNetworkConfig> existing) {
    static final String NETWORK = "10.0.0.0/16";
    static final String NODES = "10.0.1.0/24";
    static final String GATEWAY = "10.0.2.0/24";

    /** The addresses of the subnet of the Application Gateway. */
    public String gatewayAddresses() {
        return existing.flatMap(AzureExistingNetworkConfig::gatewayCidr).orElse(gateway);
    }

    /** The addresses from which private endpoints answer; empty where there are none. */
    public Optional<String> privateEndpoints() {
        return storage == Storage.PRIVATE_ENDPOINT
                ? existing.map(AzureExistingNetworkConfig::cidr).orElse(Optional.of(nodes))
                : Optional.empty();
    }

    /** The way from pods to the storage accounts. */
    public enum Storage {
        /** The accounts' public address, which answers the nodes' subnet alone. */
        SERVICE_ENDPOINT("serviceEndpoint"),
        /** An address in the nodes' subnet. */
        PRIVATE_ENDPOINT("privateEndpoint");

        private final String key;

        Storage(String key) {
            this.key = key;
        }

        @Override
        public String toString() {
            return key;
        }
    }

    /** The egress to the internet. */
    public enum Egress {
        /** The load balancer of the cluster: in every zone, no further cost, about 1000 connections a node to one server. */
        LOAD_BALANCER("loadBalancer", "loadBalancer"),
        /** A NAT gateway with its own address: 64,000 connections, in one zone, about 37 dollars a month and 4.5 cents a GB. */
        NAT_GATEWAY("natGateway", "userAssignedNATGateway"),
        /** A route of the owner of an existing subnet, such as one to the firewall of a hub. */
        USER_DEFINED_ROUTING("userDefinedRouting", "userDefinedRouting");

        private final String key;
        private final String outboundType;

        Egress(String key, String outboundType) {
            this.key = key;
            this.outboundType = outboundType;
        }

        /** Azure's word for it. */
        public String outboundType() {
            return outboundType;
        }

        @Override
        public String toString() {
            return key;
        }
    }
}
