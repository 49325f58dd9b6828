package dev.chatstack.cloud.azure.gateway;

import com.hashicorp.cdktf.providers.azurerm.application_gateway.*;
import java.util.List;

/** A route that leads nowhere, until the controller writes one that does: Azure makes no gateway without. */
final class GatewayPlaceholder {
    private static final String NAME = "made-by-the-controller";
    private static final String PORT = "http";

    private GatewayPlaceholder() {}

    /** Adds it behind the gateway's address {@code frontend}. */
    static void define(ApplicationGateway.Builder gateway, String frontend) {
        gateway.frontendPort(List.of(ApplicationGatewayFrontendPort.builder()
                        .name(PORT)
                        .port(80)
                        .build()))
                .backendAddressPool(List.of(ApplicationGatewayBackendAddressPool.builder()
                        .name(NAME)
                        .build()))
                .backendHttpSettings(List.of(ApplicationGatewayBackendHttpSettings.builder()
                        .name(NAME)
                        .cookieBasedAffinity("Disabled")
                        .port(80)
                        .protocol("Http")
                        .requestTimeout(1)
                        .build()))
                .httpListener(List.of(ApplicationGatewayHttpListener.builder()
                        .name(NAME)
                        .frontendIpConfigurationName(frontend)
                        .frontendPortName(PORT)
                        .protocol("Http")
                        .build()))
                .requestRoutingRule(List.of(ApplicationGatewayRequestRoutingRule.builder()
                        .name(NAME)
                        .ruleType("Basic")
                        .priority(1)
                        .httpListenerName(NAME)
                        .backendAddressPoolName(NAME)
                        .backendHttpSettingsName(NAME)
                        .build()));
    }
}
