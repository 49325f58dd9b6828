package dev.chatstack.cloud.google;

import com.hashicorp.cdktf.providers.google.compute_address.ComputeAddress;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewall;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallAllow;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallLogConfig;
import dev.chatstack.config.cloud.google.GoogleExistingNetworkConfig;
import dev.chatstack.config.cloud.google.GoogleNetworkConfig;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** The network of a GKE cluster, a new one or one that exists, and the address under which the chat is reached. */
public final class GkeNetwork extends Construct {
    static final String PODS = "pods";
    static final String SERVICES = "services";

    /** What the control plane calls in nodes in addition to 443 and 10250, which GKE opens. */
    public static final List<String> WEBHOOK_PORTS = List.of("8443", "9443", "10250", "15017");

    private final Location location;

    /** Defines it by the address plan {@code config}, or finds it by its names. */
    public GkeNetwork(Construct scope, GoogleNames names, GoogleNetworkConfig config, ProjectServices services) {
        super(scope, "network");
        Optional<GoogleExistingNetworkConfig> existing = config.existing();
        location = existing.map(found -> found(names, found)).orElseGet(() -> {
            NewNetwork made = new NewNetwork(this, names, config, services);
            return new Location(made.networkId(), made.subnetworkId(), PODS, SERVICES);
        });
        if (existing.flatMap(GoogleExistingNetworkConfig::networkProject).isEmpty()) {
            webhooks(names, config);
        }
        ComputeAddress.Builder.create(this, "chat-address")
                .name(names.chatAddress())
                .region(names.config().region())
                .addressType("EXTERNAL")
                .dependsOn(services.all())
                .build();
    }

    /**
     * Where a cluster is.
     *
     * @param pods name of the secondary range for pods
     * @param services name of the secondary range for Services
     */
    record Location(String network, String subnetwork, String pods, String services) {}

    Location location() {
        return location;
    }

    /** With the whole path, for another project's network has no name here. */
    private static Location found(GoogleNames names, GoogleExistingNetworkConfig existing) {
        String project =
                "projects/" + existing.networkProject().orElse(names.config().project());
        return new Location(
                project + "/global/networks/" + existing.network(),
                project + "/regions/" + names.config().region() + "/subnetworks/" + existing.subnetwork(),
                existing.ipRangePods(),
                existing.ipRangeServices());
    }

    /** GKE opens 443 and 10250 from the control plane to private nodes; admission webhooks listen elsewhere. */
    private void webhooks(GoogleNames names, GoogleNetworkConfig config) {
        ComputeFirewall.Builder.create(this, "webhooks")
                .name(names.webhooks())
                .description(
                        "the control plane calls admission webhooks: Istio 15017, Prometheus operator 10250, others"
                                + " 8443 and 9443")
                .network(location.network())
                .direction("INGRESS")
                .sourceRanges(List.of(config.controlPlane()))
                .targetTags(List.of(names.nodes()))
                .allow(List.of(ComputeFirewallAllow.builder()
                        .protocol("tcp")
                        .ports(WEBHOOK_PORTS)
                        .build()))
                .logConfig(ComputeFirewallLogConfig.builder()
                        .metadata("INCLUDE_ALL_METADATA")
                        .build())
                .build();
    }
}
