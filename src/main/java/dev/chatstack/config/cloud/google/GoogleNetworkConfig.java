package dev.chatstack.config.cloud.google;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;
import java.util.Optional;

/** The network of a GKE cluster: a new one, in which no two blocks may overlap, unless {@code existing} names one. */
public record GoogleNetworkConfig(
        @About("addresses of the nodes") @Default(NODES) @Cidr
        String nodes,

        @About("addresses of the pods; every node takes a /24 of it") @Default(PODS) @Cidr
        String pods,

        @About("addresses of the Services") @Default(SERVICES) @Cidr
        String services,

        @About("addresses of the control plane, a /28") @Default("172.16.0.0/28") @Cidr
        String controlPlane,

        @About("a network that exists, instead of a new one; its owner makes routes, Cloud NAT and flow logs."
                + " Optional, by default chatstack makes a network; cannot be changed later")
        Optional<GoogleExistingNetworkConfig> existing) {
    static final String NODES = "10.0.0.0/20";
    static final String PODS = "10.16.0.0/16";
    static final String SERVICES = "10.32.0.0/20";
}
