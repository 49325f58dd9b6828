package dev.chatstack.clouds.google;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.diagram.CloudPlaces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What of a picture is Google's. */
final class GooglePlaces implements CloudPlaces {
    private static final String CLUSTER = "google_container_cluster";

    @Override
    public List<String> frames(Blueprint blueprint, Capacity capacity) {
        String path = CloudPlaces.first(blueprint, CLUSTER, "/subnetwork");
        if (path.startsWith("projects/")) {
            return frames(
                    "network " + last(CloudPlaces.first(blueprint, CLUSTER, "/network")) + " (exists), nodes in "
                            + last(path),
                    blueprint,
                    capacity);
        }
        String nodes = blueprint.all("google_compute_subnetwork").stream()
                .map(subnet -> subnet.at("/ip_cidr_range").asText())
                .collect(Collectors.joining(", "));
        return frames(
                "network " + CloudPlaces.names(blueprint, "google_compute_network") + ", nodes in " + nodes,
                blueprint,
                capacity);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static List<String> frames(String network, Blueprint blueprint, Capacity capacity) {
        return List.of(
                "Google Cloud, " + CloudPlaces.first(blueprint, CLUSTER, "/location"),
                network,
                "GKE cluster " + CloudPlaces.names(blueprint, CLUSTER) + CloudPlaces.nodes(capacity));
    }

    @Override
    public Map<String, String> services() {
        Map<String, String> services = new LinkedHashMap<>();
        services.put("google_storage_bucket", "buckets");
        services.put("google_compute_router_nat", "Cloud NAT");
        return services;
    }
}
