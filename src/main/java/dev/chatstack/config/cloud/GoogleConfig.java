package dev.chatstack.config.cloud;

import dev.chatstack.config.cloud.google.GoogleLabels;
import dev.chatstack.config.cloud.google.GoogleNetworkConfig;
import dev.chatstack.config.cloud.google.GoogleNodesConfig;
import dev.chatstack.config.cloud.google.GoogleProject;
import dev.chatstack.config.cloud.google.GoogleZone;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.NotTheWorld;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A GKE cluster in a new network. */
@About("Google Cloud: a GKE cluster in a new network")
public record GoogleConfig(
        @About("id of an existing project with billing") @GoogleProject
        String project,

        @About("region of the network, the buckets and the cluster")
        @Pattern(regexp = "[a-z]+-[a-z]+\\d{1,2}", message = "must be a Google Cloud region such as europe-west1")
        String region,

        @About("zones of the nodes; one makes a zonal cluster, whose control plane is one machine, several "
                + "make a regional one")
        @NotEmpty
        List<@GoogleZone String> zones,

        @About("networks that can reach the cluster's API server") @NotEmpty @NotTheWorld
        List<@Cidr String> apiServerAccess,

        @About("true for an API server without a public address; Terraform must then run inside the network or in "
                + "one of apiServerAccess that is connected to it")
        @Default("false")
        boolean privateApiServer,

        @About("the worker nodes") @Default("{}") GoogleNodesConfig nodes,

        @About("separate nodes for MongoDB, which no other pod uses; optional, by default MongoDB shares the nodes of"
                + " the chat")
        Optional<DatabaseNodesConfig> databaseNodes,

        @About("the address plan; it cannot be changed later") @Default("{}")
        GoogleNetworkConfig network,

        @About("labels of every resource that can have them; default: none besides chatstack's own")
        Map<
                        @Pattern(regexp = GoogleLabels.NAME, message = GoogleLabels.NAME_MESSAGE) String,
                        @Pattern(regexp = GoogleLabels.VALUE, message = GoogleLabels.VALUE_MESSAGE) String>
                labels,

        @About("Cloud KMS key of Secrets, buckets and disks; optional, by default Google's own keys; cannot be changed "
                + "later")
        Optional<
                        @Pattern(
                                regexp =
                                        "projects/[-a-z0-9:.]+/locations/[-a-z0-9]+/keyRings/[-_a-zA-Z0-9]+/cryptoKeys/[-_a-zA-Z0-9]+",
                                message = "must be the name of a key:"
                                        + " projects/PROJECT/locations/REGION/keyRings/RING/cryptoKeys/KEY")
                        String>
                kmsKey,

        @About("refuse to delete the cluster; to delete it set this to false, deploy, then destroy") @Default("true")
        boolean deletionProtection)
        implements CloudConfig {
    /** Who tells pods who they are, by each of its names. */
    @Override
    public List<String> direct() {
        return List.of("169.254.169.254", "metadata.google.internal");
    }

    @Override
    public Optional<WorkerNodes> workerNodes() {
        return Optional.of(nodes);
    }

    /** The most nodes that there are at a time, the one of an upgrade of each kind included. */
    public int mostNodes() {
        return nodes.maxWorkersCount()
                + 1
                + databaseNodes.map(own -> own.workersCount() + 1).orElse(0);
    }
}
