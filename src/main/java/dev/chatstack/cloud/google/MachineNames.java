package dev.chatstack.cloud.google;

import dev.chatstack.config.cloud.GoogleMachineConfig;
import dev.chatstack.config.cloud.google.GoogleMachineNetworkConfig.ExistingConfig;

/** The names on which the two stacks of a Docker host at Google agree. The second finds by them what the first has made. */
public record MachineNames(String environment, GoogleMachineConfig config) {
    /** Who deploys signs in under this name. {@code docker/machine.sh} makes the account. */
    private static final String USER = "chatstack";

    /** The project of its network. */
    public String networkProject() {
        return config.network()
                .existing()
                .flatMap(ExistingConfig::networkProject)
                .orElse(config.project());
    }

    /** The machine, its network, and its network tag. */
    public String machine() {
        return environment;
    }

    /** The public address. */
    String address() {
        return environment + "-chat";
    }

    /** A disk, a schedule or a firewall rule. */
    public String named(String purpose) {
        return environment + "-" + purpose;
    }

    /** The engine at {@code address}, as the Docker plug-in writes it. */
    String engine(String address) {
        return "ssh://" + USER + "@" + address;
    }
}
