package dev.chatstack.cloud.azure;

import com.hashicorp.cdktf.providers.azurerm.public_ip.PublicIp;
import software.constructs.Construct;

/** An address of the internet that stays, in every zone of the environment. */
public final class PublicAddress {
    private PublicAddress() {}

    public static PublicIp of(Construct scope, AzureNames names, EnvironmentGroups groups, String name) {
        return PublicIp.Builder.create(scope, "address")
                .name(name)
                .location(names.config().region())
                .resourceGroupName(groups.main())
                .allocationMethod("Static")
                .sku("Standard")
                .zones(Zones.of(names.config()))
                .build();
    }
}
