package dev.chatstack.cloud.azure.gateway;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.azurerm.application_gateway.*;
import com.hashicorp.cdktf.providers.azurerm.public_ip.PublicIp;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.EnvironmentGroups;
import dev.chatstack.cloud.azure.PublicAddress;
import dev.chatstack.cloud.azure.Zones;
import dev.chatstack.cloud.azure.network.AzureNetwork;
import dev.chatstack.cloud.azure.network.SecurityRules;
import dev.chatstack.config.chat.ExposureConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * The public door: a load balancer that ends TLS, at a fixed address. What it serves is written by its controller in the cluster, so
 * Terraform makes it with one listener that leads nowhere and never looks at that part again.
 */
public final class PublicGateway extends Construct {
    private static final String FRONTEND = "public";
    private static final String INTERNAL = "internal";

    /** What the controller owns. */
    private static final List<String> CONTROLLED = List.of(
            "backend_address_pool",
            "backend_http_settings",
            "frontend_port",
            "http_listener",
            "probe",
            "redirect_configuration",
            "request_routing_rule",
            "rewrite_rule_set",
            "ssl_certificate",
            "tags",
            "trusted_root_certificate",
            "url_path_map");

    /** One instance holds 25,000 open connections; a second takes minutes to come, so one is always there. */
    private static final int MIN_INSTANCES = 1;

    private static final int MAX_INSTANCES = 4;

    private final ApplicationGateway gateway;
    private final PublicIp address;
    private final String subnetId;
    private final Optional<WebFirewall> firewall;

    /** Defines it for {@code exposure} in its subnet of {@code network}. */
    public PublicGateway(
            Construct scope,
            AzureNames names,
            EnvironmentGroups groups,
            AzureNetwork network,
            ExposureConfig.ApplicationGateway exposure) {
        super(scope, "gateway");
        subnetId = network.gatewaySubnetId();
        address = PublicAddress.of(this, names, groups, names.chatAddress());
        firewall = WebFirewall.of(this, names, groups, exposure.firewall());
        ApplicationGateway.Builder builder =
                gateway(names, groups, exposure.internal()).sku(sku(firewall.isPresent() ? "WAF_v2" : "Standard_v2"));
        if (network.isNew()) {
            builder.dependsOn(List.of(security(names, groups, exposure).inForce()));
        }
        firewall.ifPresent(policy -> builder.firewallPolicyId(policy.id()));
        gateway = builder.build();
    }

    private SecurityRules security(
            AzureNames names, EnvironmentGroups groups, ExposureConfig.ApplicationGateway exposure) {
        return new SecurityRules(this, names, groups, subnetId, "gateway")
                .allowFrom("clients", exposure.clients(), List.of("80", "443"))
                // how Azure steers the gateway; its certificates keep everyone else out
                .allowService("gateway-manager", "GatewayManager", "Tcp", "65200-65535")
                .allowService("health-probes", "AzureLoadBalancer", "*", "*");
    }

    /** Azure wants the public address to be there, where nobody listens when the chat is {@code internal}. */
    private ApplicationGateway.Builder gateway(AzureNames names, EnvironmentGroups groups, boolean internal) {
        ApplicationGateway.Builder builder = ApplicationGateway.Builder.create(this, "Default")
                .name(names.gateway())
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .zones(Zones.of(names.config()))
                .autoscaleConfiguration(ApplicationGatewayAutoscaleConfiguration.builder()
                        .minCapacity(MIN_INSTANCES)
                        .maxCapacity(MAX_INSTANCES)
                        .build())
                // TLS 1.2 and 1.3
                .sslPolicy(ApplicationGatewaySslPolicy.builder()
                        .policyType("Predefined")
                        .policyName("AppGwSslPolicy20220101")
                        .build())
                .enableHttp2(true)
                .gatewayIpConfiguration(List.of(ApplicationGatewayGatewayIpConfiguration.builder()
                        .name("subnet")
                        .subnetId(subnetId)
                        .build()))
                .frontendIpConfiguration(frontends(names, internal))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(CONTROLLED)
                        .build());
        GatewayPlaceholder.define(builder, internal ? INTERNAL : FRONTEND);
        return builder;
    }

    private List<ApplicationGatewayFrontendIpConfiguration> frontends(AzureNames names, boolean internal) {
        List<ApplicationGatewayFrontendIpConfiguration> frontends =
                new ArrayList<>(List.of(ApplicationGatewayFrontendIpConfiguration.builder()
                        .name(FRONTEND)
                        .publicIpAddressId(address.getId())
                        .build()));
        if (internal) {
            frontends.add(ApplicationGatewayFrontendIpConfiguration.builder()
                    .name(INTERNAL)
                    .subnetId(subnetId)
                    .privateIpAddressAllocation("Static")
                    .privateIpAddress(names.internalGatewayAddress())
                    .build());
        }
        return frontends;
    }

    /** What the controller has to be allowed to change, read or join to write the gateway. */
    List<ControllerRole> controllerRoles(EnvironmentGroups groups) {
        String network = "Network Contributor";
        List<ControllerRole> roles = new ArrayList<>(List.of(
                new ControllerRole("gateway", gateway.getId(), network),
                new ControllerRole("subnet", subnetId, network),
                new ControllerRole("address", address.getId(), network),
                new ControllerRole("group", groups.mainId(), "Reader")));
        firewall.ifPresent(policy -> roles.add(new ControllerRole("firewall", policy.id(), network)));
        return roles;
    }

    /** A role on one resource. */
    record ControllerRole(String id, String scope, String role) {}

    public String id() {
        return gateway.getId();
    }

    private static ApplicationGatewaySku sku(String tier) {
        return ApplicationGatewaySku.builder().name(tier).tier(tier).build();
    }
}
