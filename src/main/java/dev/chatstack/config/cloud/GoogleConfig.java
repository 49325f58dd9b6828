package dev.chatstack.config.cloud;

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

        @About("the worker nodes") @Default("{}") GoogleNodesConfig nodes,

        @About("the address plan; it cannot be changed later") @Default("{}")
        GoogleNetworkConfig network,

        @About("refuse to delete the cluster; to delete it set this to false, deploy, then destroy") @Default("true")
        boolean deletionProtection)
        implements CloudConfig {
    @Override
    public Optional<WorkerNodes> workerNodes() {
        return Optional.of(nodes);
    }
}
