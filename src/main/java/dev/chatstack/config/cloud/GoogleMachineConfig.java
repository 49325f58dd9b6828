package dev.chatstack.config.cloud;

import dev.chatstack.config.cloud.google.GoogleLabels;
import dev.chatstack.config.cloud.google.GoogleMachineNetworkConfig;
import dev.chatstack.config.cloud.google.GoogleProject;
import dev.chatstack.config.cloud.google.GoogleZone;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.NotTheWorld;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;

/** A machine of Compute Engine. */
@About("a machine of Google's Compute Engine, with Debian's Docker")
public record GoogleMachineConfig(
        @About("id of an existing project with billing") @GoogleProject
        String project,

        @About("zone of the machine and its disks") @GoogleZone
        String zone,

        @About("machine type; a change of it stops the chat while the machine restarts")
        @Default("e2-standard-4")
        @Pattern(regexp = "[a-z][a-z0-9]*(-[a-z0-9]+)+", message = "must be a machine type such as e2-standard-4")
        String machineType,

        @About("size of each of the two disks, that of the data and that of the backups, in GiB; they can "
                + "grow, never shrink")
        @Default("50")
        @Min(10)
        @Max(10_000)
        int diskGi,

        @About("public SSH key of the person or pipeline that deploys, one line, such as that of "
                + "~/.ssh/id_ed25519.pub")
        @Pattern(
                regexp = "(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]{40,}={0,2}( "
                        + "[-_.@a-zA-Z0-9]+)?",
                message = "must be a public key as in ~/.ssh/id_ed25519.pub: ssh-ed25519 AAAA… name")
        String sshKey,

        @About("networks from which SSH is allowed; people who sign in there are as powerful as root")
        @NotEmpty
        @NotTheWorld
        List<@Cidr String> sshAccess,

        @About("networks that can reach the chat") @Default("[0.0.0.0/0]") @NotEmpty
        List<@Cidr String> clients,

        @About("the network of the machine; by default a new one, and a public address") @Default("{}")
        GoogleMachineNetworkConfig network,

        @About("labels of every resource that can have them; default: none besides chatstack's own")
        Map<
                        @Pattern(regexp = GoogleLabels.NAME, message = GoogleLabels.NAME_MESSAGE) String,
                        @Pattern(regexp = GoogleLabels.VALUE, message = GoogleLabels.VALUE_MESSAGE) String>
                labels,

        @About("refuse to delete the machine and its disks; to delete them set this to false, deploy, then destroy")
        @Default("true")
        boolean deletionProtection)
        implements MachineConfig {
    /** The region that {@link #zone} is in: its name without the letter at the end. */
    public String region() {
        return zone.substring(0, zone.lastIndexOf('-'));
    }
}
