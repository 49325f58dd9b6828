package dev.chatstack.config.cloud.aws;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.rules.AddressBlocks;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What AWS asks of the addresses of an EKS cluster, in a new VPC or in one that exists. */
record AwsNetworkRules(AwsConfig aws, Blocks blocks, Findings findings) {
    private static final String PATH = "cloud.network.";
    private static final String EXISTING = PATH + "existing.";

    void check() {
        AwsNetworkConfig network = aws.network();
        network.existing().ifPresentOrElse(this::exists, this::isNew);
        int prefix = AddressBlocks.prefix(network.services());
        if (prefix < 12 || prefix > 24 || !isPrivate(network.services())) {
            findings.refuse(
                    PATH + "services",
                    "must be a /12 to /24 of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
                    network.services());
        }
    }

    private void isNew() {
        AwsNetworkConfig network = aws.network();
        if (AddressBlocks.prefix(network.vpc()) != 16) {
            findings.refuse(PATH + "vpc", "must be a /16", network.vpc());
        }
        servicesAreApartFrom(PATH + "vpc", network.vpc());
        AddressBlocks.refusePublic(Map.of(PATH + "vpc", network.vpc()), findings);
    }

    private void exists(AwsExistingNetworkConfig existing) {
        AwsNetworkConfig network = aws.network();
        if (!network.vpc().equals(AwsNetworkConfig.VPC)) {
            findings.refuse(
                    PATH + "vpc",
                    "must be left out with cloud.network.existing, whose cidr says the addresses",
                    network.vpc());
        }
        if (network.natGateways() != AwsNetworkConfig.NatGateways.perZone) {
            findings.refuse(
                    PATH + "natGateways",
                    "must be left out with cloud.network.existing: its owner makes the routes to the internet",
                    network.natGateways());
        }
        servicesAreApartFrom(EXISTING + "cidr", existing.cidr());
        oneForEachZone("privateSubnetIds", existing.privateSubnetIds());
        if (!existing.publicSubnetIds().isEmpty()) {
            oneForEachZone("publicSubnetIds", existing.publicSubnetIds());
        } else if (hasPublicLoadBalancer()) {
            findings.refuse(
                    EXISTING + "publicSubnetIds",
                    "is required for a load balancer with a public address: one subnet for each zone, or choose"
                            + " chat.exposure.internal: true and leave out monitoring.dashboardAccess",
                    "[]");
        }
    }

    private void oneForEachZone(String setting, List<String> subnets) {
        if (subnets.size() != aws.zones().size()) {
            findings.refuse(
                    EXISTING + setting,
                    "must name one subnet for each of cloud.zones ("
                            + aws.zones().size() + "), in the same order",
                    subnets);
        }
    }

    private boolean hasPublicLoadBalancer() {
        return Stream.of(ExposureConfig.Alb.class, ExposureConfig.IstioGateway.class, ExposureConfig.LoadBalancer.class)
                        .flatMap(kind -> blocks.find(kind).stream())
                        .anyMatch(exposure -> !exposure.internal())
                || blocks.find(MonitoringConfig.class)
                        .filter(monitoring -> !monitoring.dashboardAccess().isEmpty())
                        .isPresent();
    }

    private void servicesAreApartFrom(String path, String addresses) {
        Map<String, String> apart = new LinkedHashMap<>();
        apart.put(path, addresses);
        apart.put(PATH + "services", aws.network().services());
        AddressBlocks.refuseOverlaps(apart, findings);
    }

    private static boolean isPrivate(String block) {
        return Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
                .anyMatch(range -> AddressBlocks.contains(range, block));
    }
}
