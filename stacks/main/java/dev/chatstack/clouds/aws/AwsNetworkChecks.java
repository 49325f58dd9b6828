package dev.chatstack.clouds.aws;

import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.DatabaseNodesConfig;
import dev.chatstack.config.cloud.aws.AwsExistingNetworkConfig;
import dev.chatstack.config.rules.AddressBlocks;
import dev.chatstack.config.values.NodeCount;
import dev.chatstack.doctor.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code doctor} asks AWS about a VPC that exists. Its answers are read alone: nothing of the VPC is changed. */
record AwsNetworkChecks(AwsConfig aws, AwsExistingNetworkConfig network) {
    private static final String OWNER =
            "ask the owner of the VPC, or correct cloud.network.existing; docs/own-network.md";

    /** A node takes its own address, and its pods up to 50 in blocks of sixteen; one block more stands ready. */
    private static final int ADDRESSES_OF_A_NODE = 1 + 5 * 16;

    /** AWS asks for eight free addresses in each subnet of a load balancer. */
    private static final int ADDRESSES_OF_A_LOAD_BALANCER = 8;

    List<Check> all() {
        return Stream.concat(
                        Stream.of(
                                new Check(
                                        "VPC " + network.vpcId() + " with the addresses " + network.cidr(),
                                        ec2(
                                                "describe-vpcs",
                                                "--vpc-ids",
                                                network.vpcId(),
                                                "--query",
                                                "Vpcs[0].CidrBlockAssociationSet[].CidrBlock",
                                                "--output",
                                                "text"),
                                        answer -> words(answer)
                                                        .anyMatch(
                                                                block -> AddressBlocks.contains(block, network.cidr()))
                                                ? Optional.empty()
                                                : Optional.of("its addresses are " + answer.trim()),
                                        OWNER),
                                dnsHostNames(),
                                subnets(
                                        "private",
                                        network.privateSubnetIds(),
                                        ADDRESSES_OF_A_NODE * mostNodesOfAZone() + ADDRESSES_OF_A_LOAD_BALANCER)),
                        network.publicSubnetIds().isEmpty()
                                ? Stream.empty()
                                : Stream.of(subnets("public", network.publicSubnetIds(), ADDRESSES_OF_A_LOAD_BALANCER)))
                .toList();
    }

    /** Nodes find the private endpoint of the API server by its name. */
    private Check dnsHostNames() {
        return new Check(
                "DNS host names in " + network.vpcId(),
                ec2(
                        "describe-vpc-attribute",
                        "--vpc-id",
                        network.vpcId(),
                        "--attribute",
                        "enableDnsHostnames",
                        "--query",
                        "EnableDnsHostnames.Value",
                        "--output",
                        "text"),
                answer -> answer.trim().equalsIgnoreCase("true") ? Optional.empty() : Optional.of("they are off"),
                "aws ec2 modify-vpc-attribute --enable-dns-hostnames --vpc-id " + network.vpcId());
    }

    private Check subnets(String kind, List<String> ids, int addresses) {
        Map<String, String> zones = new TreeMap<>();
        for (int i = 0; i < ids.size(); i++) {
            zones.put(ids.get(i), aws.zones().get(i));
        }
        return new Check(
                kind + " subnets in " + String.join(", ", aws.zones()) + " with " + addresses + " free addresses each",
                Stream.of(
                                ec2("describe-subnets", "--subnet-ids").stream(),
                                ids.stream(),
                                Stream.of(
                                        "--query",
                                        "Subnets[].[SubnetId,VpcId,AvailabilityZone,CidrBlock,AvailableIpAddressCount]",
                                        "--output",
                                        "text"))
                        .flatMap(part -> part)
                        .toList(),
                answer -> {
                    String problems = answer.lines()
                            .map(line -> line.trim().split("\\s+"))
                            .filter(subnet -> subnet.length == 5)
                            .map(subnet -> problem(subnet, zones, addresses))
                            .filter(problem -> !problem.isEmpty())
                            .collect(Collectors.joining("; "));
                    return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
                },
                OWNER);
    }

    /** Of a line with id, VPC, zone, addresses, and how many of them are free. */
    private String problem(String[] subnet, Map<String, String> zones, int addresses) {
        String zone = zones.getOrDefault(subnet[0], "");
        if (!subnet[1].equals(network.vpcId())) {
            return subnet[0] + " is in " + subnet[1];
        }
        if (!subnet[2].equals(zone)) {
            return subnet[0] + " is in " + subnet[2] + ", its place in the list says " + zone;
        }
        if (!AddressBlocks.contains(network.cidr(), subnet[3])) {
            return subnet[0] + " has the addresses " + subnet[3] + ", outside of cidr";
        }
        return Integer.parseInt(subnet[4]) < addresses ? subnet[0] + " has " + subnet[4] + " free addresses" : "";
    }

    /** One node more is there while nodes are replaced. */
    private int mostNodesOfAZone() {
        int nodes = aws.nodes().maxWorkersCount()
                + 1
                + aws.databaseNodes().map(DatabaseNodesConfig::workersCount).orElse(0);
        return NodeCount.share(nodes, aws.zones().size(), 0);
    }

    private static Stream<String> words(String answer) {
        return Arrays.stream(answer.trim().split("\\s+")).filter(word -> word.matches("[0-9./]+"));
    }

    private List<String> ec2(String... arguments) {
        return Stream.concat(Stream.of("aws", "ec2", "--region", aws.region()), Stream.of(arguments))
                .toList();
    }
}
