package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.providers.google.compute_address.ComputeAddress;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewall;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallAllow;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallLogConfig;
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

/** One network with one subnet for a GKE cluster, an egress by NAT, and the address under which the chat is reached. */
public final class GkeNetwork extends Construct {
    static final String PODS = "pods";
    static final String SERVICES = "services";

    /** Load balancers free their endpoint groups some minutes after the last Service is gone; a delete before that fails. */
    private static final String DELETE_TIMEOUT = "20m";

    private final ComputeNetwork network;
    private final ComputeSubnetwork subnetwork;

    /** Defines it by the address plan {@code config}. */
    public GkeNetwork(Construct scope, GoogleNames names, GoogleNetworkConfig config, ProjectServices services) {
        super(scope, "network");
        network = ComputeNetwork.Builder.create(this, "Default")
                .name(names.network())
                .autoCreateSubnetworks(false)
                .routingMode("REGIONAL")
                .timeouts(
                        ComputeNetworkTimeouts.builder().delete(DELETE_TIMEOUT).build())
                .dependsOn(services.all())
                .build();
        subnetwork = subnetwork(names, config);
        wayOut(names);
        webhooks(names, config);
        ComputeAddress.Builder.create(this, "chat-address")
                .name(names.chatAddress())
                .region(names.config().region())
                .addressType("EXTERNAL")
                .dependsOn(services.all())
                .build();
    }

    String networkId() {
        return network.getId();
    }

    String subnetworkId() {
        return subnetwork.getId();
    }

    private ComputeSubnetwork subnetwork(GoogleNames names, GoogleNetworkConfig config) {
        return ComputeSubnetwork.Builder.create(this, "nodes")
                .name(names.nodes())
                .region(names.config().region())
                .network(network.getId())
                .ipCidrRange(config.nodes())
                .privateIpGoogleAccess(true)
                .secondaryIpRange(List.of(range(PODS, config.pods()), range(SERVICES, config.services())))
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
        ComputeRouter router = ComputeRouter.Builder.create(this, "router")
                .name(names.network())
                .region(names.config().region())
                .network(network.getId())
                .build();
        ComputeRouterNat.Builder.create(this, "nat")
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

    /** GKE opens 443 and 10250 from the control plane to private nodes; admission webhooks listen elsewhere. */
    private void webhooks(GoogleNames names, GoogleNetworkConfig config) {
        ComputeFirewall.Builder.create(this, "webhooks")
                .name(names.network() + "-webhooks")
                .description(
                        "the control plane calls admission webhooks: Istio 15017, Prometheus operator 10250, others 8443 and 9443")
                .network(network.getId())
                .direction("INGRESS")
                .sourceRanges(List.of(config.controlPlane()))
                .targetTags(List.of(names.nodes()))
                .allow(List.of(ComputeFirewallAllow.builder()
                        .protocol("tcp")
                        .ports(List.of("8443", "9443", "10250", "15017"))
                        .build()))
                .logConfig(ComputeFirewallLogConfig.builder()
                        .metadata("INCLUDE_ALL_METADATA")
                        .build())
                .build();
    }
}
