package dev.chatstack.clouds.aws;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.diagram.CloudPlaces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What of a picture is Amazon's. */
final class AwsPlaces implements CloudPlaces {
    @Override
    public List<String> frames(Blueprint blueprint, Capacity capacity) {
        String zones = capacity.zones().stream().sorted().collect(Collectors.joining(", "));
        return List.of(
                "AWS, " + zones,
                "VPC " + vpc(blueprint) + ", nodes in private subnets",
                "EKS cluster " + CloudPlaces.names(blueprint, "aws_eks_cluster") + CloudPlaces.nodes(capacity));
    }

    private static String vpc(Blueprint blueprint) {
        return blueprint.found("aws_subnet").stream()
                .findFirst()
                .map(subnet -> subnet.text("/vpc_id") + " (exists)")
                .orElseGet(() -> CloudPlaces.first(blueprint, "aws_vpc", "/cidr_block"));
    }

    @Override
    public Map<String, String> services() {
        Map<String, String> services = new LinkedHashMap<>();
        services.put("aws_s3_bucket", "buckets");
        services.put("aws_dlm_lifecycle_policy", "snapshots of disks");
        services.put("aws_nat_gateway", "NAT gateway");
        services.put("aws_kms_key", "key");
        services.put("aws_acm_certificate", "certificate");
        services.put("aws_cloudwatch_log_group", "logs");
        services.put("aws_cloudwatch_dashboard", "dashboard");
        return services;
    }

    @Override
    public Map<String, String> ingresses() {
        return Map.of("alb", "Application Load Balancer");
    }
}
