package dev.chatstack.clouds.azure;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.diagram.CloudPlaces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of a picture is Azure's. */
final class AzurePlaces implements CloudPlaces {
    private static final String CLUSTER = "azurerm_kubernetes_cluster";

    @Override
    public List<String> frames(Blueprint blueprint, Capacity capacity) {
        return List.of(
                "Azure, " + CloudPlaces.first(blueprint, CLUSTER, "/location"),
                "virtual network " + network(blueprint),
                "AKS cluster " + CloudPlaces.names(blueprint, CLUSTER) + CloudPlaces.nodes(capacity));
    }

    private static String network(Blueprint blueprint) {
        String subnet = CloudPlaces.first(blueprint, CLUSTER, "/default_node_pool/vnet_subnet_id");
        return subnet.startsWith("/")
                ? subnet.replaceFirst(".*/virtualNetworks/([^/]+)/.*", "$1") + " (exists)"
                : CloudPlaces.first(blueprint, "azurerm_virtual_network", "/address_space/0");
    }

    @Override
    public Map<String, String> services() {
        Map<String, String> services = new LinkedHashMap<>();
        services.put("azurerm_storage_account", "storage accounts");
        services.put("azurerm_nat_gateway", "NAT gateway");
        services.put("azurerm_log_analytics_workspace", "logs");
        return services;
    }

    @Override
    public Map<String, String> ingresses() {
        return Map.of("azure-application-gateway", "Application Gateway");
    }
}
