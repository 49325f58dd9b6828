package dev.chatstack.clouds;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.cost.BillLine;
import dev.chatstack.doctor.Check;
import dev.chatstack.stacks.EnvironmentStacks;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.synthesis.Synthesis;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** VPCs, virtual networks and subnets that people have already. */
@DisplayName("A network that exists")
class ExistingNetworkTest {
    private static final String VPC = """
        network:
          existing:
            vpcId: vpc-0a1b2c3d4e5f67890
            cidr: 10.20.0.0/16
            privateSubnetIds: [subnet-00000000000000001, subnet-00000000000000002]
            publicSubnetIds: [subnet-00000000000000011, subnet-00000000000000012]
        """;
    private static final String SPOKE =
            "/subscriptions/44444444-4444-4444-4444-444444444444/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/spoke";
    private static final String SUBNETS = """
        network:
          existing:
            subnetId: SPOKE/subnets/nodes
            gatewaySubnetId: SPOKE/subnets/gateway
            gatewayCidr: 10.20.2.0/24
        """.replace("SPOKE", SPOKE);
    private static final String NETWORK = """
        network:
          existing: {network: company, subnetwork: chat, ipRangePods: chat-pods, ipRangeServices: chat-services}
        """;

    /** Nothing of a network is made, changed or tagged; the rest of the cluster is that of a new network. */
    @Test
    void isLeftAsItIs() {
        assertThat(lacks(EnvironmentFile.AWS, VPC))
                .containsExactlyInAnyOrder(
                        "aws_default_security_group",
                        "aws_eip",
                        "aws_flow_log",
                        "aws_internet_gateway",
                        "aws_nat_gateway",
                        "aws_route",
                        "aws_route_table",
                        "aws_route_table_association",
                        "aws_subnet",
                        "aws_vpc",
                        "aws_vpc_endpoint");
        assertThat(lacks(EnvironmentFile.AZURE, SUBNETS))
                .containsExactlyInAnyOrder(
                        "azurerm_network_security_group",
                        "azurerm_network_security_rule",
                        "azurerm_subnet",
                        "azurerm_subnet_network_security_group_association",
                        "azurerm_virtual_network");
        assertThat(lacks(EnvironmentFile.GOOGLE, NETWORK))
                .containsExactlyInAnyOrder(
                        "google_compute_network",
                        "google_compute_router",
                        "google_compute_router_nat",
                        "google_compute_subnetwork");
    }

    @Test
    void holdsTheNodesAndLoadBalancersOfAws() {
        Map<String, Synth> stacks = Stacks.all(EnvironmentFile.AWS.cloud(VPC).load());
        Synth cluster = requireNonNull(stacks.get("prod-cluster"));

        assertThat(Facts.of(cluster.root().at("/data/aws_subnet/network_private-eu-central-1b")))
                .containsExactlyInAnyOrder(
                        "id: subnet-00000000000000002",
                        "vpc_id: vpc-0a1b2c3d4e5f67890",
                        "availability_zone: eu-central-1b");
        assertThat(cluster.root().at("/data/aws_subnet")).hasSize(4);
        List<String> subnets = List.of(
                "${data.aws_subnet.network_private-eu-central-1a.id}",
                "${data.aws_subnet.network_private-eu-central-1b.id}");
        assertThat(Facts.texts(cluster.only("aws_eks_cluster").at("/vpc_config/subnet_ids")))
                .isEqualTo(subnets);
        assertThat(Facts.texts(cluster.only("aws_eks_node_group").path("subnet_ids")))
                .isEqualTo(subnets);
        assertThat(annotations(requireNonNull(stacks.get("prod-chat"))))
                .contains("alb.ingress.kubernetes.io/subnets: subnet-00000000000000011,subnet-00000000000000012");
        assertThat(requireNonNull(stacks.get("prod-platform")).root().toString())
                .contains("vpc-0a1b2c3d4e5f67890")
                .doesNotContain("vpcTags");
        assertThat(requireNonNull(stacks.get("prod-chat")).all("kubernetes_network_policy_v1"))
                .anySatisfy(policy -> assertThat(policy.toString()).contains("\"cidr\":\"10.20.0.0/16\""))
                .allSatisfy(policy -> assertThat(policy.toString()).doesNotContain("10.0.96.0/19"));
    }

    @Test
    void holdsWhatIsInternalInPrivateSubnets() {
        Environment internal = EnvironmentFile.AWS
                .cloud(VPC.replaceAll(" *publicSubnetIds.*\n", ""))
                .replace("hostedZoneId: Z0123456789", "hostedZoneId: Z0123456789\n    internal: true")
                .load();

        assertThat(annotations(Stacks.of(internal, "chat")))
                .contains("alb.ingress.kubernetes.io/subnets: subnet-00000000000000001,subnet-00000000000000002");
    }

    @Test
    void holdsTheNodesAndTheGatewayOfAzure() {
        Map<String, Synth> stacks = Stacks.all(EnvironmentFile.AZURE
                .cloud(SUBNETS + "    egressAddresses: [198.51.100.7/32]\n  egress: userDefinedRouting\n")
                .load());
        Synth cluster = requireNonNull(stacks.get("prod-cluster"));
        JsonNode aks = cluster.only("azurerm_kubernetes_cluster");

        assertThat(aks.at("/default_node_pool/vnet_subnet_id").asText()).isEqualTo(SPOKE + "/subnets/nodes");
        assertThat(aks.at("/network_profile/outbound_type").asText()).isEqualTo("userDefinedRouting");
        assertThat(Facts.texts(aks.at("/api_server_access_profile/authorized_ip_ranges")))
                .containsExactly("203.0.113.0/24", "198.51.100.7/32");
        JsonNode gateway = cluster.only("azurerm_application_gateway");
        assertThat(gateway.at("/gateway_ip_configuration/0/subnet_id").asText()).isEqualTo(SPOKE + "/subnets/gateway");
        assertThat(gateway.has("depends_on")).isFalse();
        assertThat(cluster.all("azurerm_role_assignment").stream()
                        .filter(role -> role.path("principal_id").asText().contains("control-plane"))
                        .map(role -> role.path("scope").asText()))
                .containsExactlyInAnyOrder(SPOKE + "/subnets/nodes", SPOKE + "/subnets/gateway");
        assertThat(cluster.all("azurerm_storage_account"))
                .allSatisfy(account -> assertThat(Facts.texts(account.at("/network_rules/virtual_network_subnet_ids")))
                        .containsExactly(SPOKE + "/subnets/nodes"));
        assertThat(requireNonNull(stacks.get("prod-chat")).all("kubernetes_network_policy_v1"))
                .anySatisfy(policy -> assertThat(policy.toString()).contains("\"cidr\":\"10.20.2.0/24\""));
    }

    /** Network rules let nobody reach private addresses of themselves. */
    @Test
    void holdsThePrivateEndpointsOfAzure() {
        String subnets =
                SUBNETS.replace("  existing:\n", "  storage: privateEndpoint\n  existing:\n    cidr: 10.20.1.0/24\n");
        EnvironmentFile file = EnvironmentFile.AZURE.cloud(subnets);
        List<JsonNode> open = Stacks.of(file.load(), "chat").all("kubernetes_network_policy_v1").stream()
                .filter(policy -> policy.at("/metadata/name").asText().endsWith("-to-store-private"))
                .toList();
        assertThat(open).isNotEmpty().allSatisfy(policy -> assertThat(Facts.of(policy.at("/spec/egress")))
                .contains("0/to/0/ip_block/cidr: 10.20.1.0/24", "0/ports/0/port: 443"));

        Environment environment = file.load();
        List<BillLine> bill = new Synthesis(List.of(environment), Optional.empty()).inTemporaryFolder(output -> {
            Blueprint blueprint = EnvironmentStacks.read(environment, output);
            return Clouds.of(environment)
                    .bill(
                            blueprint,
                            Capacity.of(blueprint, Clouds.of(environment).nodes()))
                    .orElseThrow()
                    .lines();
        });
        assertThat(bill).anySatisfy(line -> {
            assertThat(line.what()).isEqualTo("private endpoints");
            assertThat(line.count()).isEqualTo(1.0);
        });

        List<Check> checks = checks(EnvironmentFile.AZURE.cloud(subnets + "    blobPrivateDnsZoneId: "
                + SPOKE.replaceFirst("/virtualNetworks.*", "/privateDnsZones/")
                + "privatelink.blob.core.windows.net\n"));
        assertThat(checks).noneMatch(check -> check.what().contains("service endpoint"));
        assertThat(check(checks, "addresses of the subnet nodes").judge().apply("10.20.9.0/24"))
                .contains("they are 10.20.9.0/24, not 10.20.1.0/24");
        Check zone = check(checks, "private DNS zone");
        assertThat(zone.command()).contains("privatelink.blob.core.windows.net", "network");
        assertThat(zone.judge().apply(SPOKE + "\n")).isEmpty();
        assertThat(zone.judge().apply("")).contains("the zone is not linked to it");
    }

    @Test
    void holdsADockerHostAtGoogle() {
        EnvironmentFile file = EnvironmentFile.shipped("google-host")
                .replace(
                        "    sshKey:",
                        "    network: {internal: true, existing: {networkProject: example-network, network: company, subnetwork: chat}}\n    sshKey:");
        Synth machine = Stacks.of(file.load(), "machine");

        assertThat(machine.all("google_compute_network")).isEmpty();
        assertThat(machine.all("google_compute_subnetwork")).isEmpty();
        // the host project's rules are its owner's
        assertThat(machine.all("google_compute_firewall")).isEmpty();
        String subnetwork = "projects/example-network/regions/europe-west1/subnetworks/chat";
        assertThat(Facts.of(machine.only("google_compute_address")))
                .contains("address_type: INTERNAL", "subnetwork: " + subnetwork);
        JsonNode card = machine.only("google_compute_instance").at("/network_interface/0");
        assertThat(card.path("subnetwork").asText()).isEqualTo(subnetwork);
        assertThat(card.has("access_config")).isFalse();
        assertThat(card.path("network_ip").asText()).contains("google_compute_address");
        assertThat(checks(file))
                .extracting(Check::what)
                .contains(
                        "network of the subnetwork chat",
                        "firewall rule prod-chat in the host project example-network",
                        "firewall rule prod-ssh in the host project example-network");

        Synth own = Stacks.of(
                file.replace("internal: true, ", "")
                        .replace("networkProject: example-network, ", "")
                        .load(),
                "machine");
        assertThat(own.all("google_compute_firewall")).hasSize(2).allSatisfy(rule -> assertThat(
                        rule.path("network").asText())
                .isEqualTo("projects/example-chat-team/global/networks/company"));
        assertThat(own.only("google_compute_instance")
                        .at("/network_interface/0")
                        .has("access_config"))
                .isTrue();
    }

    @Test
    void holdsTheNodesOfGoogle() {
        Synth own = Stacks.of(EnvironmentFile.GOOGLE.cloud(NETWORK).load(), "cluster");
        assertThat(Facts.of(own.only("google_container_cluster")))
                .contains(
                        "network: projects/example-chat/global/networks/company",
                        "subnetwork: projects/example-chat/regions/europe-west1/subnetworks/chat",
                        "ip_allocation_policy/cluster_secondary_range_name: chat-pods",
                        "ip_allocation_policy/services_secondary_range_name: chat-services");
        assertThat(own.only("google_compute_firewall").path("network").asText())
                .isEqualTo("projects/example-chat/global/networks/company");

        Synth shared = Stacks.of(
                EnvironmentFile.GOOGLE
                        .cloud(NETWORK.replace("{network:", "{networkProject: example-network, network:"))
                        .load(),
                "cluster");
        assertThat(shared.only("google_container_cluster").path("subnetwork").asText())
                .isEqualTo("projects/example-network/regions/europe-west1/subnetworks/chat");
        assertThat(shared.all("google_compute_firewall")).isEmpty();
    }

    @Test
    void costsNoNatGatewayAndIsSeenInThePicture() throws IOException {
        assertThat(bill(EnvironmentFile.AWS.load())).contains("NAT gateways").contains("frame VPC 10.0.0.0/16");
        assertThat(bill(EnvironmentFile.AWS.cloud(VPC).load()))
                .doesNotContain("line NAT gateways")
                .contains("eu-central-1a")
                .contains("frame VPC vpc-0a1b2c3d4e5f67890 (exists)");
        assertThat(bill(EnvironmentFile.AZURE.cloud(SUBNETS).load())).contains("frame virtual network spoke (exists)");
        assertThat(bill(EnvironmentFile.GOOGLE.cloud(NETWORK).load()))
                .doesNotContain("line egress")
                .contains("frame network company (exists), nodes in chat");
    }

    @Test
    void isAskedByDoctor() {
        List<Check> aws = checks(EnvironmentFile.AWS.cloud(VPC));
        assertThat(check(aws, "VPC vpc-").judge().apply("10.0.0.0/16\t10.20.0.0/14\n"))
                .isEmpty();
        assertThat(check(aws, "VPC vpc-").judge().apply("10.0.0.0/16\n")).contains("its addresses are 10.0.0.0/16");
        Check subnets = check(aws, "private subnets");
        String right = "subnet-00000000000000001\tvpc-0a1b2c3d4e5f67890\teu-central-1a\t10.20.0.0/19\t8187\n"
                + "subnet-00000000000000002\tvpc-0a1b2c3d4e5f67890\teu-central-1b\t10.20.32.0/19\t8187\n";
        assertThat(subnets.judge().apply(right)).isEmpty();
        assertThat(subnets.judge().apply(right.replace("eu-central-1b", "eu-central-1a")))
                .contains("subnet-00000000000000002 is in eu-central-1a, its place in the list says eu-central-1b");
        assertThat(subnets.judge().apply(right.replace("10.20.32.0/19\t8187", "10.21.32.0/19\t8187")))
                .contains("subnet-00000000000000002 has the addresses 10.21.32.0/19, outside of cidr");
        assertThat(subnets.judge().apply(right.replace("10.20.0.0/19\t8187", "10.20.0.0/27\t20")))
                .contains("subnet-00000000000000001 has 20 free addresses");

        List<Check> azure = checks(EnvironmentFile.AZURE.cloud(SUBNETS));
        assertThat(check(azure, "service endpoint").judge().apply("Microsoft.KeyVault\n"))
                .isPresent();
        assertThat(check(azure, "service endpoint").judge().apply("Microsoft.KeyVault\nMicrosoft.Storage\n"))
                .isEmpty();
        assertThat(check(azure, "delegation").judge().apply("")).isPresent();
        assertThat(check(azure, "delegation").judge().apply("Microsoft.Network/applicationGateways\n"))
                .isEmpty();
        assertThat(check(azure, "addresses of spoke").judge().apply("10.20.0.0/16\n"))
                .isEmpty();
        assertThat(check(azure, "addresses of spoke").judge().apply("10.0.0.0/8\n"))
                .contains("they hold 10.0.0.0/8");
        assertThat(check(azure, "room for 5 nodes").judge().apply("10.20.1.0/29\n"))
                .isPresent();

        List<Check> google = checks(EnvironmentFile.GOOGLE.cloud(NETWORK));
        Check subnetwork = check(google, "subnetwork chat");
        String good = """
            {"network": "https://x/projects/p/global/networks/company", "ipCidrRange": "10.1.0.0/20", "privateIpGoogleAccess": true,
             "secondaryIpRanges": [{"rangeName": "chat-pods", "ipCidrRange": "10.2.0.0/16"},
                                   {"rangeName": "chat-services", "ipCidrRange": "10.3.0.0/20"}]}
            """;
        assertThat(subnetwork.judge().apply(good)).isEmpty();
        assertThat(subnetwork.judge().apply(good.replace("true", "false"))).contains("Private Google Access is off");
        assertThat(subnetwork.judge().apply(good.replace("chat-pods", "pods")))
                .contains("it has no secondary range chat-pods");
        assertThat(subnetwork.judge().apply(good.replace("10.2.0.0/16", "10.2.0.0/22")))
                .contains("the range chat-pods: 10.2.0.0/22 is too small, 1536 addresses are needed");
    }

    @Test
    void isRefusedWhereTheFileContradictsItself() {
        assertThat(problems(EnvironmentFile.AWS.cloud(
                        VPC.replace("network:\n", "network:\n  vpc: 10.8.0.0/16\n  natGateways: single\n")
                                .replace("10.20.0.0/16", "172.20.0.0/16")
                                .replace("privateSubnetIds: [subnet-00000000000000001, ", "privateSubnetIds: [")
                                .replaceAll(" *publicSubnetIds.*\n", ""))))
                .contains(
                        "cloud.network.vpc: must be left out with cloud.network.existing, whose cidr says the"
                                + " addresses, got `10.8.0.0/16`",
                        "cloud.network.natGateways: must be left out with cloud.network.existing",
                        "cloud.network.services: must not overlap cloud.network.existing.cidr (172.20.0.0/16)",
                        "cloud.network.existing.privateSubnetIds: must name one subnet for each of cloud.zones (2), in"
                                + " the same order",
                        "cloud.network.existing.publicSubnetIds: is required for a load balancer with a public"
                                + " address");
        assertThat(problems(EnvironmentFile.AZURE.cloud("network: {egress: userDefinedRouting}")))
                .contains("cloud.network.egress: must be loadBalancer or natGateway in a new network");
        assertThat(problems(EnvironmentFile.AZURE.cloud(
                        SUBNETS.replace("network:\n", "network:\n  network: 10.9.0.0/16\n  egress: natGateway\n")
                                .replaceAll(" *gatewayCidr.*\n", "")
                                .replace("spoke/subnets/gateway", "hub/subnets/gateway"))))
                .contains(
                        "cloud.network.network: must be left out with cloud.network.existing, whose subnets have their"
                                + " addresses",
                        "cloud.network.existing.gatewayCidr: is required with chat.exposure.by: applicationGateway",
                        "cloud.network.existing.gatewaySubnetId: must be in the network of subnetId",
                        "cloud.network.existing.egressAddresses: is required with egress natGateway");
        assertThat(problems(EnvironmentFile.AZURE
                        .cloud(SUBNETS + "    egressAddresses: [198.51.100.7/32]\n")
                        .replace("tlsSecret: chat-tls", "tlsSecret: chat-tls\n    clients: [198.51.100.0/24]")))
                .contains(
                        "cloud.network.existing.egressAddresses: must be left out with egress loadBalancer",
                        "chat.exposure.clients: must be left out with cloud.network.existing");
        assertThat(problems(EnvironmentFile.GOOGLE.cloud(
                        NETWORK.replace("network:\n", "network:\n  pods: 10.17.0.0/16\n"))))
                .contains("cloud.network.pods: must be left out with cloud.network.existing");
    }

    /** Types of resources that the cluster's stack has in a new network, and not in that of {@code settings}. */
    private static TreeSet<String> lacks(EnvironmentFile file, String settings) {
        TreeSet<String> types = types(file);
        TreeSet<String> fewer = types(file.cloud(settings));
        assertThat(types).containsAll(fewer);
        types.removeAll(fewer);
        return types;
    }

    private static TreeSet<String> types(EnvironmentFile file) {
        TreeSet<String> types = new TreeSet<>();
        Stacks.of(file.load(), "cluster").root().path("resource").fieldNames().forEachRemaining(types::add);
        return types;
    }

    private static List<String> annotations(Synth chat) {
        return Facts.of(chat.only("kubernetes_ingress_v1").at("/metadata/annotations"));
    }

    private static String bill(Environment environment) throws IOException {
        Cloud cloud = Clouds.of(environment);
        Blueprint blueprint = Blueprint.read(
                "prod",
                new ByteArrayInputStream(
                        Stacks.of(environment, "cluster").root().toString().getBytes(StandardCharsets.UTF_8)));
        Capacity capacity = Capacity.of(blueprint, cloud.nodes());
        StringBuilder text = new StringBuilder();
        cloud.bill(blueprint, capacity).orElseThrow().lines().forEach(line -> text.append("line ")
                .append(line.what())
                .append('\n'));
        cloud.places()
                .frames(blueprint, capacity)
                .forEach(frame -> text.append("frame ").append(frame).append('\n'));
        return text.toString();
    }

    private static List<Check> checks(EnvironmentFile file) {
        return Clouds.of(file.load()).checks().checks();
    }

    private static Check check(List<Check> checks, String what) {
        return checks.stream()
                .filter(check -> check.what().startsWith(what))
                .findFirst()
                .orElseThrow();
    }

    private static String problems(EnvironmentFile file) {
        Throwable problem = catchThrowable(file::load);
        assertThat(problem).isInstanceOf(ConfigException.class);
        return problem.getMessage();
    }
}
