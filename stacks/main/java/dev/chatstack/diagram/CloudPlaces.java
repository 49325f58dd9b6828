package dev.chatstack.diagram;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.blueprint.Resource;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.nodes.NodePool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What of an environment is the cloud's: what encloses the cluster, and what stands beside it. */
record CloudPlaces(Blueprint blueprint, Capacity capacity) {
    /** Resources that are drawn as a service of the cloud, and what they are called. */
    private static final Map<String, String> SERVICES = titles();

    /** Cloud, network and cluster, the outermost first. */
    List<String> frames() {
        List<String> frames = new ArrayList<>();
        for (Resource cluster : blueprint.all("google_container_cluster")) {
            frames.add("Google Cloud, " + cluster.at("/location").asText());
            frames.add("network " + names("google_compute_network") + ", nodes in "
                    + blueprint.all("google_compute_subnetwork").stream()
                            .map(subnet -> subnet.at("/ip_cidr_range").asText())
                            .collect(Collectors.joining(", ")));
            frames.add("GKE cluster " + cluster.name() + nodes());
        }
        for (Resource cluster : blueprint.all("aws_eks_cluster")) {
            frames.add("AWS, " + zones());
            frames.add("VPC " + first("aws_vpc", "/cidr_block") + ", nodes in private subnets");
            frames.add("EKS cluster " + cluster.name() + nodes());
        }
        for (Resource cluster : blueprint.all("azurerm_kubernetes_cluster")) {
            frames.add("Azure, " + cluster.at("/location").asText());
            frames.add("virtual network " + first("azurerm_virtual_network", "/address_space/0"));
            frames.add("AKS cluster " + cluster.name() + nodes());
        }
        if (frames.isEmpty()) {
            frames.add("a cluster that exists");
        }
        return frames;
    }

    /** Buckets, keys, logs and the like; several of a kind are one box. */
    List<Picture.Box> services() {
        List<Picture.Box> boxes = new ArrayList<>();
        SERVICES.forEach((type, what) -> {
            List<String> names = blueprint.all(type).stream()
                    .map(CloudPlaces::nameOf)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .limit(4)
                    .toList();
            int count = blueprint.all(type).size();
            if (count > 0) {
                boxes.add(new Picture.Box(
                        "service:" + type, what + (count > 1 ? " × " + count : ""), names, Picture.Kind.CLOUD));
            }
        });
        return boxes;
    }

    private String nodes() {
        return capacity.pools().stream()
                .collect(Collectors.groupingBy(
                        pool -> pool.machine().name() + (pool.spot() ? " spot" : ""),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> ", %d to %d nodes %s"
                        .formatted(sum(entry.getValue(), true), sum(entry.getValue(), false), entry.getKey()))
                .collect(Collectors.joining());
    }

    private static int sum(List<NodePool> pools, boolean smallest) {
        return pools.stream()
                .mapToInt(pool ->
                        smallest ? pool.count().fewest() : pool.count().most())
                .sum();
    }

    private String zones() {
        return capacity.zones().stream().sorted().collect(Collectors.joining(", "));
    }

    private String names(String type) {
        return blueprint.all(type).stream().map(Resource::name).collect(Collectors.joining(", "));
    }

    private String first(String type, String pointer) {
        return blueprint.all(type).stream()
                .findFirst()
                .map(resource -> resource.at(pointer).asText())
                .orElse("");
    }

    private static String nameOf(Resource resource) {
        for (String pointer : List.of("/bucket", "/name", "/domain_name", "/description", "/tags/Name")) {
            String name = resource.at(pointer).asText("");
            if (!name.isEmpty() && !name.contains("${")) {
                return name;
            }
        }
        return "";
    }

    private static Map<String, String> titles() {
        Map<String, String> services = new LinkedHashMap<>();
        services.put("aws_s3_bucket", "buckets");
        services.put("google_storage_bucket", "buckets");
        services.put("azurerm_storage_account", "storage accounts");
        services.put("aws_dlm_lifecycle_policy", "snapshots of disks");
        services.put("aws_nat_gateway", "NAT gateway");
        services.put("google_compute_router_nat", "Cloud NAT");
        services.put("azurerm_nat_gateway", "NAT gateway");
        services.put("aws_kms_key", "key");
        services.put("aws_acm_certificate", "certificate");
        services.put("aws_cloudwatch_log_group", "logs");
        services.put("azurerm_log_analytics_workspace", "logs");
        services.put("aws_cloudwatch_dashboard", "dashboard");
        return services;
    }
}
