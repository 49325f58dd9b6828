package dev.chatstack.config.cloud.google;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** The network of one machine: a new one, unless {@code existing} names one. */
public record GoogleMachineNetworkConfig(
        @About("a network that exists, instead of a new one. Optional, by default chatstack makes a network; cannot be"
                + " changed later")
        Optional<ExistingConfig> existing,

        @About(
                "give the machine a private address alone, so that only connected networks reach it; with existing, whose"
                        + " routes reach the internet; cannot be changed later")
        @Default("false")
        boolean internal) {
    /** A network that exists. chatstack adds two firewall rules, and nothing to a host project's. */
    public record ExistingConfig(
            @About("name of the network")
            @Pattern(regexp = GoogleExistingNetworkConfig.NAME, message = GoogleExistingNetworkConfig.NAME_MESSAGE)
            String network,

            @About("name of its subnetwork in the region of the machine")
            @Pattern(regexp = GoogleExistingNetworkConfig.NAME, message = GoogleExistingNetworkConfig.NAME_MESSAGE)
            String subnetwork,

            @About("id of the host project of a Shared VPC; optional, by default the network is in"
                    + " cloud.machine.project")
            Optional<@GoogleProject String> networkProject) {}
}
