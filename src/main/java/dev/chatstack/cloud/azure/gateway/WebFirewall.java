package dev.chatstack.cloud.azure.gateway;

import com.hashicorp.cdktf.providers.azurerm.web_application_firewall_policy.*;
import dev.chatstack.cloud.azure.AzureNames;
import dev.chatstack.cloud.azure.EnvironmentGroups;
import dev.chatstack.config.chat.ExposureConfig.ApplicationGateway.Firewall;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** Rules that Microsoft keeps against known attacks on web servers. */
final class WebFirewall extends Construct {
    /** Rocket.Chat takes files of 100 MB; a part of a request that is larger than its limit is refused. */
    private static final int LARGEST_FILE_MB = 500;

    private static final int LARGEST_BODY_KB = 2000;

    private final WebApplicationFirewallPolicy policy;

    private WebFirewall(Construct scope, AzureNames names, EnvironmentGroups groups, boolean block) {
        super(scope, "firewall");
        policy = WebApplicationFirewallPolicy.Builder.create(this, "Default")
                .name(names.gateway())
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .policySettings(WebApplicationFirewallPolicyPolicySettings.builder()
                        .enabled(true)
                        .mode(block ? "Prevention" : "Detection")
                        .requestBodyCheck(true)
                        .maxRequestBodySizeInKb(LARGEST_BODY_KB)
                        .fileUploadLimitInMb(LARGEST_FILE_MB)
                        .build())
                .managedRules(WebApplicationFirewallPolicyManagedRules.builder()
                        .managedRuleSet(List.of(WebApplicationFirewallPolicyManagedRulesManagedRuleSet.builder()
                                .type("Microsoft_DefaultRuleSet")
                                .version("2.1")
                                .build()))
                        .build())
                .build();
    }

    /** The firewall that {@code mode} asks for, if any. */
    static Optional<WebFirewall> of(Construct scope, AzureNames names, EnvironmentGroups groups, Firewall mode) {
        return mode == Firewall.NONE
                ? Optional.empty()
                : Optional.of(new WebFirewall(scope, names, groups, mode == Firewall.BLOCK));
    }

    String id() {
        return policy.getId();
    }
}
