package dev.chatstack.config.cloud.google;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;

/** The addresses of a GKE cluster. No two blocks may overlap. */
public record GoogleNetworkConfig(
        @About("addresses of the nodes") @Default("10.0.0.0/20") @Cidr
        String nodes,

        @About("addresses of the pods; every node takes a /24 of it") @Default("10.16.0.0/16") @Cidr
        String pods,

        @About("addresses of the Services") @Default("10.32.0.0/20") @Cidr
        String services,

        @About("addresses of the control plane, a /28") @Default("172.16.0.0/28") @Cidr
        String controlPlane) {}
