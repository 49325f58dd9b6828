package dev.chatstack.cloud.azure;

import dev.chatstack.config.cloud.AzureConfig;
import java.util.List;

/** Availability zones as Terraform writes them. */
public final class Zones {
    private Zones() {}

    public static List<String> of(AzureConfig config) {
        return config.zones().stream().map(String::valueOf).toList();
    }
}
