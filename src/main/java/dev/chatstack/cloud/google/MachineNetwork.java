package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.providers.google.compute_address.ComputeAddress;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewall;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallAllow;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallLogConfig;
import com.hashicorp.cdktf.providers.google.compute_network.ComputeNetwork;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetworkLogConfig;
import java.util.List;
import software.constructs.Construct;

/** The network of one machine: a fixed address, people at the chat's ports, those who administer it at SSH, nobody elsewhere. */
final class MachineNetwork extends Construct {
    /** Nobody else is in this network. */
    private static final String ADDRESSES = "10.0.0.0/28";

    private final ComputeSubnetwork subnetwork;
    private final ComputeAddress address;

    /** Opens {@code chatPorts}. */
    MachineNetwork(Construct scope, MachineNames names, List<Integer> chatPorts, ProjectServices services) {
        super(scope, "network");
        ComputeNetwork network = ComputeNetwork.Builder.create(this, "Default")
                .name(names.machine())
                .autoCreateSubnetworks(false)
                .routingMode("REGIONAL")
                .dependsOn(services.all())
                .build();
        subnetwork = ComputeSubnetwork.Builder.create(this, "machine")
                .name(names.machine())
                .region(names.config().region())
                .network(network.getId())
                .ipCidrRange(ADDRESSES)
                .privateIpGoogleAccess(true)
                // as the subnet of a cluster
                .logConfig(ComputeSubnetworkLogConfig.builder()
                        .aggregationInterval("INTERVAL_10_MIN")
                        .flowSampling(0.5)
                        .metadata("INCLUDE_ALL_METADATA")
                        .build())
                .build();
        address = ComputeAddress.Builder.create(this, "chat-address")
                .name(names.address())
                .region(names.config().region())
                .addressType("EXTERNAL")
                .dependsOn(services.all())
                .build();
        allow(names, network, "chat", names.config().clients(), chatPorts);
        allow(names, network, "ssh", names.config().sshAccess(), List.of(22));
    }

    String subnetworkId() {
        return subnetwork.getId();
    }

    String address() {
        return address.getAddress();
    }

    private void allow(
            MachineNames names, ComputeNetwork network, String purpose, List<String> from, List<Integer> ports) {
        ComputeFirewall.Builder.create(this, purpose)
                .name(names.named(purpose))
                .network(network.getId())
                .direction("INGRESS")
                .sourceRanges(from)
                .targetTags(List.of(names.machine()))
                .allow(List.of(ComputeFirewallAllow.builder()
                        .protocol("tcp")
                        .ports(ports.stream().map(String::valueOf).toList())
                        .build()))
                .logConfig(ComputeFirewallLogConfig.builder()
                        .metadata("INCLUDE_ALL_METADATA")
                        .build())
                .build();
    }
}
