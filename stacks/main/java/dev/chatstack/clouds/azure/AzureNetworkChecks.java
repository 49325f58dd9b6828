package dev.chatstack.clouds.azure;

import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.azure.AzureExistingNetworkConfig;
import dev.chatstack.config.cloud.azure.AzureNetworkConfig.Egress;
import dev.chatstack.config.cloud.azure.AzureNetworkConfig.Storage;
import dev.chatstack.config.rules.AddressBlocks;
import dev.chatstack.doctor.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code doctor} asks Azure about subnets that exist. Its answers are read alone: nothing of them is changed. */
record AzureNetworkChecks(AzureConfig azure, AzureExistingNetworkConfig network) {
    /** Azure keeps so many addresses of every subnet. */
    private static final int KEPT_BY_AZURE = 5;

    private static final String GATEWAYS = "Microsoft.Network/applicationGateways";

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        String vnet = AzureExistingNetworkConfig.networkOf(network.subnetId());
        checks.add(network(
                "region of " + name(vnet),
                vnet,
                "location",
                region -> region.equals(azure.region()) ? "" : "it is " + region,
                "choose a network in cloud.region (" + azure.region() + ")"));
        checks.add(network(
                "addresses of " + name(vnet) + " apart from those of pods and Services",
                vnet,
                "addressSpace.addressPrefixes",
                this::overlap,
                "choose others: cloud.network.pods, cloud.network.services"));
        storage(checks);
        checks.add(subnet(
                "room for " + azure.mostNodes() + " nodes",
                network.subnetId(),
                "addressPrefixes || [addressPrefix]",
                answer -> answer.lines()
                                                .mapToLong(block -> AddressBlocks.size(block.trim()))
                                                .sum()
                                        - KEPT_BY_AZURE
                                < azure.mostNodes()
                        ? "it has the addresses " + oneLine(answer)
                        : "",
                "choose a larger subnet, or fewer nodes"));
        egress().ifPresent(checks::add);
        network.gatewaySubnetId().ifPresent(id -> gateway(id, checks));
        return checks;
    }

    private void storage(List<Check> checks) {
        if (azure.network().storage() == Storage.SERVICE_ENDPOINT) {
            checks.add(subnet(
                    "service endpoint for storage",
                    network.subnetId(),
                    "serviceEndpoints[].service",
                    answer -> answer.lines().anyMatch(service -> service.trim().startsWith("Microsoft.Storage"))
                            ? ""
                            : "Microsoft.Storage is not among its service endpoints, and the storage accounts refuse its"
                                    + " nodes",
                    "az network vnet subnet update --service-endpoints Microsoft.Storage --ids " + network.subnetId()));
            return;
        }
        network.cidr().ifPresent(cidr -> checks.add(addresses(network.subnetId(), cidr, "cidr")));
        network.blobPrivateDnsZoneId()
                .ifPresent(id -> checks.add(ask(
                        "private DNS zone of " + name(AzureExistingNetworkConfig.networkOf(network.subnetId())),
                        List.of(
                                "az",
                                "network",
                                "private-dns",
                                "link",
                                "vnet",
                                "list",
                                "--zone-name",
                                name(id),
                                "--resource-group",
                                id.split("/", -1)[4],
                                "--subscription",
                                id.split("/", -1)[2]),
                        "[].virtualNetwork.id",
                        answer -> answer.lines()
                                        .anyMatch(
                                                AzureExistingNetworkConfig.networkOf(network.subnetId())
                                                        ::equalsIgnoreCase)
                                ? ""
                                : "the zone is not linked to it",
                        "ask the owner of the zone for a link")));
    }

    private static Check addresses(String subnet, String cidr, String setting) {
        return subnet(
                "addresses",
                subnet,
                "addressPrefixes || [addressPrefix]",
                answer -> answer.equals(cidr) ? "" : "they are " + oneLine(answer) + ", not " + cidr,
                "correct cloud.network.existing." + setting);
    }

    private Optional<Check> egress() {
        Egress egress = azure.network().egress();
        if (egress == Egress.LOAD_BALANCER) {
            return Optional.empty();
        }
        boolean byRoute = egress == Egress.USER_DEFINED_ROUTING;
        return Optional.of(subnet(
                byRoute ? "route table" : "NAT gateway",
                network.subnetId(),
                byRoute ? "routeTable.id" : "natGateway.id",
                answer -> answer.isEmpty() ? "it has none, and nodes would reach nothing" : "",
                "ask the owner of the network, or choose another cloud.network.egress"));
    }

    private void gateway(String id, List<Check> checks) {
        checks.add(subnet(
                "delegation to application gateways",
                id,
                "delegations[].serviceName",
                answer -> answer.lines().anyMatch(GATEWAYS::equals) ? "" : "it is not delegated to " + GATEWAYS,
                "az network vnet subnet update --delegations " + GATEWAYS + " --ids " + id));
        checks.add(addresses(id, network.gatewayCidr().orElse(""), "gatewayCidr"));
    }

    private String overlap(String answer) {
        return answer.lines()
                .map(String::trim)
                .filter(block -> Stream.of(
                                azure.network().pods(), azure.network().services())
                        .anyMatch(ours -> AddressBlocks.contains(ours, block) || AddressBlocks.contains(block, ours)))
                .map(block -> "they hold " + block)
                .collect(Collectors.joining("; "));
    }

    private static Check network(String what, String id, String query, Function<String, String> problem, String fix) {
        return ask(what, List.of("az", "network", "vnet", "show", "--ids", id), query, problem, fix);
    }

    private static Check subnet(String what, String id, String query, Function<String, String> problem, String fix) {
        return ask(
                what + " of the subnet " + name(id),
                List.of("az", "network", "vnet", "subnet", "show", "--ids", id),
                query,
                problem,
                fix);
    }

    /** A problem without words is none. */
    private static Check ask(
            String what, List<String> command, String query, Function<String, String> problem, String fix) {
        return new Check(
                what,
                Stream.concat(command.stream(), Stream.of("--query", query, "--output", "tsv"))
                        .toList(),
                answer -> Optional.of(problem.apply(answer.trim())).filter(words -> !words.isEmpty()),
                fix);
    }

    private static String oneLine(String answer) {
        return String.join(", ", answer.lines().map(String::trim).toList());
    }

    private static String name(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
