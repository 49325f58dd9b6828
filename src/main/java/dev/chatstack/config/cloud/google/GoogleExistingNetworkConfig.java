package dev.chatstack.config.cloud.google;

import dev.chatstack.config.setting.About;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** A network that exists, and what of it a GKE cluster uses. chatstack adds one firewall rule, and nothing to a host project's. */
public record GoogleExistingNetworkConfig(
        @About("name of the network") @Pattern(regexp = NAME, message = NAME_MESSAGE)
        String network,

        @About("name of the subnetwork of the nodes, in cloud.region") @Pattern(regexp = NAME, message = NAME_MESSAGE)
        String subnetwork,

        @About("name of the subnetwork's secondary range for pods; every node takes a /24 of it")
        @Pattern(regexp = NAME, message = NAME_MESSAGE)
        String ipRangePods,

        @About("name of the subnetwork's secondary range for Services") @Pattern(regexp = NAME, message = NAME_MESSAGE)
        String ipRangeServices,

        @About("id of the host project of a Shared VPC; optional, by default the network is in cloud.project")
        Optional<@GoogleProject String> networkProject) {
    static final String NAME = "[a-z]([-a-z0-9]{0,61}[a-z0-9])?";
    static final String NAME_MESSAGE =
            "must be a name: 1 to 63 lower-case letters, digits and -, beginning with a letter";
}
