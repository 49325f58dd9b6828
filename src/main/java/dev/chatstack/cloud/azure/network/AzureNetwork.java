package dev.chatstack.cloud.azure.network;

import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.EnvironmentGroups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** The virtual network of a cluster: a new one, or one that exists. */
public sealed interface AzureNetwork permits ExistingVnet, NewVnet {
    /** The one that the settings of {@code names} describe; in a new one, {@code openings} are the ports open past the gateway. */
    static AzureNetwork of(Construct scope, AzureNames names, EnvironmentGroups groups, List<Opening> openings) {
        return names.config()
                .network()
                .existing()
                .<AzureNetwork>map(ExistingVnet::new)
                .orElseGet(() -> new NewVnet(scope, names, groups, openings));
    }

    /** Whether its security groups are made here, too. */
    boolean isNew();

    /** Ids of what the control plane may change, by names for its roles. */
    Map<String, String> ofControlPlane();

    String nodesSubnetId();

    /** The id of the private DNS zone in which storage accounts are found; empty where the owner of the network sees to it. */
    Optional<String> blobZoneId();

    /** The subnet of the Application Gateway, which it shares with nothing. */
    String gatewaySubnetId();
}
