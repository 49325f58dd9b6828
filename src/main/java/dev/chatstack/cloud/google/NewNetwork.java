package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.providers.google.compute_network.ComputeNetwork;
import com.hashicorp.cdktf.providers.google.compute_network.ComputeNetworkTimeouts;
import com.hashicorp.cdktf.providers.google.compute_router.ComputeRouter;
import com.hashicorp.cdktf.providers.google.compute_router_nat.ComputeRouterNat;
import com.hashicorp.cdktf.providers.google.compute_router_nat.ComputeRouterNatLogConfig;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetworkLogConfig;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetworkSecondaryIpRange;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetworkTimeouts;
import dev.chatstack.config.cloud.google.GoogleNetworkConfig;
import java.util.List;
import software.constructs.Construct;

/** A new network with one subnet for a GKE cluster, and an egress by NAT. */
final class NewNetwork {
    /** Load balancers free their endpoint groups some minutes after the last Service is gone; a delete before that fails. */
    private static final String DELETE_TIMEOUT = "20m";

    private final Construct scope;
    private final ComputeNetwork network;
    private final ComputeSubnetwork subnetwork;

    /** Defines it in {@code scope} by the address plan {@code config}. */
    NewNetwork(Construct scope, GoogleNames names, GoogleNetworkConfig config, ProjectServices services) {
        this.scope = scope;
        network = ComputeNetwork.Builder.create(scope, "Default")
                .name(names.network())
                .autoCreateSubnetworks(false)
                .routingMode("REGIONAL")
                .timeouts(
                        ComputeNetworkTimeouts.builder().delete(DELETE_TIMEOUT).build())
                .dependsOn(services.all())
                .build();
        subnetwork = subnetwork(names, config);
        wayOut(names);
    }

    String networkId() {
        return network.getId();
    }

    String subnetworkId() {
        return subnetwork.getId();
    }

    private ComputeSubnetwork subnetwork(GoogleNames names, GoogleNetworkConfig config) {
        return ComputeSubnetwork.Builder.create(scope, "nodes")
                .name(names.nodes())
                .region(names.config().region())
                .network(network.getId())
                .ipCidrRange(config.nodes())
                .privateIpGoogleAccess(true)
                .secondaryIpRange(
                        List.of(range(GkeNetwork.PODS, config.pods()), range(GkeNetwork.SERVICES, config.services())))
                // every other packet in ten minutes' batches: enough to answer who spoke to whom, at a tenth of the
                // default's cost
                .logConfig(ComputeSubnetworkLogConfig.builder()
                        .aggregationInterval("INTERVAL_10_MIN")
                        .flowSampling(0.5)
                        .metadata("INCLUDE_ALL_METADATA")
                        .build())
                .timeouts(ComputeSubnetworkTimeouts.builder()
                        .delete(DELETE_TIMEOUT)
                        .build())
                .build();
    }

    private static ComputeSubnetworkSecondaryIpRange range(String name, String cidr) {
        return ComputeSubnetworkSecondaryIpRange.builder()
                .rangeName(name)
                .ipCidrRange(cidr)
                .build();
    }

    private void wayOut(GoogleNames names) {
        ComputeRouter router = ComputeRouter.Builder.create(scope, "router")
                .name(names.network())
                .region(names.config().region())
                .network(network.getId())
                .build();
        ComputeRouterNat.Builder.create(scope, "nat")
                .name(names.network())
                .region(names.config().region())
                .router(router.getName())
                .natIpAllocateOption("AUTO_ONLY")
                .sourceSubnetworkIpRangesToNat("ALL_SUBNETWORKS_ALL_IP_RANGES")
                .logConfig(ComputeRouterNatLogConfig.builder()
                        .enable(true)
                        .filter("ERRORS_ONLY")
                        .build())
                .build();
    }
}
