package dev.chatstack.config.cloud.azure;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;

/** The addresses of an AKS cluster. Nodes and gateway lie in the network; pods and Services lie next to it. */
public record AzureNetworkConfig(
        @About("addresses of the network") @Default("10.0.0.0/16") @Cidr
        String network,

        @About("addresses of the nodes, a part of the network") @Default("10.0.1.0/24") @Cidr
        String nodes,

        @About("addresses of the Application Gateway, a part of the network, /24 or smaller")
        @Default("10.0.2.0/24")
        @Cidr
        String gateway,

        @About("addresses of the Services") @Default("10.1.0.0/16") @Cidr
        String services,

        @About("addresses of the pods; every node takes a /24 of it") @Default("10.244.0.0/16") @Cidr
        String pods,

        @About("how nodes and pods reach the internet") @Default("loadBalancer")
        Egress egress) {
    /** The egress to the internet. */
    public enum Egress {
        /** The load balancer of the cluster: in every zone, no further cost, about 1000 connections a node to one server. */
        LOAD_BALANCER("loadBalancer"),
        /** A NAT gateway with its own address: 64,000 connections, in one zone, about 37 dollars a month and 4.5 cents a GB. */
        NAT_GATEWAY("natGateway");

        private final String key;

        Egress(String key) {
            this.key = key;
        }

        @Override
        public String toString() {
            return key;
        }
    }
}
