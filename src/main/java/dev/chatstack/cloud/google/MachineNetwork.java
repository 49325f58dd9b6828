package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.providers.google.compute_address.ComputeAddress;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewall;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallAllow;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallLogConfig;
import com.hashicorp.cdktf.providers.google.compute_network.ComputeNetwork;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetworkLogConfig;
import dev.chatstack.config.cloud.google.GoogleMachineNetworkConfig.ExistingConfig;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** The network of one machine, new or not: a fixed address, people at the chat's ports, those who administer it at SSH, nobody elsewhere. */
final class MachineNetwork extends Construct {
    /** Nobody else is in this network. */
    private static final String ADDRESSES = "10.0.0.0/28";

    private final String subnetworkId;
    private final ComputeAddress address;

    /** Opens {@code chatPorts}. */
    MachineNetwork(Construct scope, MachineNames names, List<Integer> chatPorts, ProjectServices services) {
        super(scope, "network");
        Optional<ExistingConfig> existing = names.config().network().existing();
        String networkId;
        if (existing.isPresent()) {
            String project = "projects/" + names.networkProject() + "/";
            networkId = project + "global/networks/" + existing.get().network();
            subnetworkId = project + "regions/" + names.config().region() + "/subnetworks/"
                    + existing.get().subnetwork();
        } else {
            ComputeNetwork network = ComputeNetwork.Builder.create(this, "Default")
                    .name(names.machine())
                    .autoCreateSubnetworks(false)
                    .routingMode("REGIONAL")
                    .dependsOn(services.all())
                    .build();
            networkId = network.getId();
            subnetworkId = subnetwork(names, networkId);
        }
        ComputeAddress.Builder fixed = ComputeAddress.Builder.create(this, "chat-address")
                .name(names.address())
                .region(names.config().region())
                .addressType("EXTERNAL")
                .dependsOn(services.all());
        if (names.config().network().internal()) {
            fixed.addressType("INTERNAL").subnetwork(subnetworkId);
        }
        address = fixed.build();
        // who may change a service project may seldom change the rules of its host project
        if (existing.flatMap(ExistingConfig::networkProject).isEmpty()) {
            allow(names, networkId, "chat", names.config().clients(), chatPorts);
            allow(names, networkId, "ssh", names.config().sshAccess(), List.of(22));
        }
    }

    private String subnetwork(MachineNames names, String networkId) {
        return ComputeSubnetwork.Builder.create(this, "machine")
                .name(names.machine())
                .region(names.config().region())
                .network(networkId)
                .ipCidrRange(ADDRESSES)
                .privateIpGoogleAccess(true)
                // as the subnet of a cluster
                .logConfig(ComputeSubnetworkLogConfig.builder()
                        .aggregationInterval("INTERVAL_10_MIN")
                        .flowSampling(0.5)
                        .metadata("INCLUDE_ALL_METADATA")
                        .build())
                .build()
                .getId();
    }

    String subnetworkId() {
        return subnetworkId;
    }

    String address() {
        return address.getAddress();
    }

    private void allow(MachineNames names, String networkId, String purpose, List<String> from, List<Integer> ports) {
        ComputeFirewall.Builder.create(this, purpose)
                .name(names.named(purpose))
                .network(networkId)
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
