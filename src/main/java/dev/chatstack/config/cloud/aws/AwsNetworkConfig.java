package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;
import java.util.Optional;

/** The network of an EKS cluster: a new one, unless {@code existing} names one. */
public record AwsNetworkConfig(
        @About("addresses of load balancers, nodes and pods, a /16") @Default(VPC) @Cidr
        String vpc,

        @About("addresses of the Services") @Default("172.20.0.0/16") @Cidr
        String services,

        @About("NAT gateways for the nodes' egress: perZone (one per zone), single, regional (one over all "
                + "zones) or none")
        @Default("perZone")
        NatGateways natGateways,

        @About("a VPC that exists, instead of a new one; its owner makes routes, NAT gateways, endpoints and flow"
                + " logs. Optional, by default chatstack makes a VPC; cannot be changed later")
        Optional<AwsExistingNetworkConfig> existing) {
    /** The addresses of a new network when nothing is said. */
    static final String VPC = "10.0.0.0/16";

    /** The addresses of load balancers, nodes and pods. */
    public String addresses() {
        return existing.map(AwsExistingNetworkConfig::cidr).orElse(vpc);
    }

    /** How nodes reach the internet. */
    public enum NatGateways {
        /** One in every zone: a zone outage leaves the others their egress. */
        perZone,
        /** One for all: cheap, and all nodes lose their egress with its zone. */
        single,
        /** One that AWS itself keeps in every zone with nodes. */
        regional,
        /** None: nodes reach AWS through endpoints in the network, and nothing else. */
        none
    }
}
