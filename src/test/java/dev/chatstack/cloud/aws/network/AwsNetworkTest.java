package dev.chatstack.cloud.aws.network;

import static dev.chatstack.testing.EnvironmentFile.AWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The network on AWS")
class AwsNetworkTest {
    private static final Synth SYNTH = synth("perZone");

    @Test
    void hasAPublicAndAPrivateSubnetInEveryZone() {
        assertThat(SYNTH.all("aws_subnet"))
                .extracting(subnet -> subnet.path("availability_zone").asText() + " "
                        + subnet.path("cidr_block").asText())
                .containsExactlyInAnyOrder(
                        "eu-central-1a 10.0.0.0/19",
                        "eu-central-1b 10.0.32.0/19",
                        "eu-central-1a 10.0.96.0/22",
                        "eu-central-1b 10.0.100.0/22");
        assertThat(SYNTH.all("aws_subnet")).allSatisfy(subnet -> assertThat(
                        subnet.path("map_public_ip_on_launch").asBoolean(true))
                .isFalse());
    }

    @Test
    void tellsTheControllerOfLoadBalancersWhichSubnetIsForWhat() {
        for (JsonNode subnet : SYNTH.all("aws_subnet")) {
            String role = subnet.path("cidr_block").asText().endsWith("/22")
                    ? "kubernetes.io/role/elb"
                    : "kubernetes.io/role/internal-elb";
            assertThat(subnet.path("tags").path(role).asText())
                    .as(subnet.toString())
                    .isEqualTo("1");
        }
    }

    @Test
    void givesEveryZoneAWayOutOfItsOwn() {
        assertThat(SYNTH.all("aws_nat_gateway")).hasSize(2);
        assertThat(SYNTH.all("aws_eip")).hasSize(2);
        assertThat(routesToNat(SYNTH)).isEqualTo(2);
    }

    @Test
    void hasOneWayOutForAllWhenThatIsAskedFor() {
        Synth single = synth("single");

        assertThat(single.all("aws_nat_gateway")).hasSize(1);
        assertThat(routesToNat(single)).isEqualTo(2);
    }

    @Test
    void leavesTheWayOutToAwsWhenThatIsAskedFor() {
        Synth regional = synth("regional");

        assertThat(regional.only("aws_nat_gateway").path("availability_mode").asText())
                .isEqualTo("regional");
        assertThat(regional.all("aws_eip")).isEmpty();
        assertThat(routesToNat(regional)).isEqualTo(2);
    }

    @Test
    void reachesAwsWithoutAnyWayOut() {
        Synth none = synth("none");

        assertThat(none.all("aws_nat_gateway")).isEmpty();
        assertThat(none.all("aws_vpc_endpoint"))
                .extracting(endpoint -> endpoint.path("service_name").asText())
                .contains(
                        "com.amazonaws.eu-central-1.s3",
                        "com.amazonaws.eu-central-1.ecr.dkr",
                        "com.amazonaws.eu-central-1.sts",
                        "com.amazonaws.eu-central-1.eks-auth");
        assertThat(Facts.texts(none.only("aws_security_group").at("/ingress/0/cidr_blocks")))
                .containsExactly("10.0.0.0/16");
    }

    @Test
    void reachesS3WithoutPayingForIt() {
        JsonNode endpoint = SYNTH.only("aws_vpc_endpoint");

        assertThat(endpoint.path("vpc_endpoint_type").asText()).isEqualTo("Gateway");
        assertThat(endpoint.path("route_table_ids")).hasSize(2);
    }

    @Test
    void closesTheGroupThatWhoeverNamesNoneGets() {
        JsonNode group = SYNTH.only("aws_default_security_group");

        assertThat(group.has("ingress")).isFalse();
        assertThat(group.has("egress")).isFalse();
    }

    private static long routesToNat(Synth synth) {
        return synth.all("aws_route").stream()
                .filter(route -> route.has("nat_gateway_id"))
                .count();
    }

    private static Synth synth(String natGateways) {
        return Synth.of(stack -> AwsNetwork.of(
                stack,
                AWS.cloud("network:\n  natGateways: " + natGateways)
                        .replace(
                                "hostedZoneId: Z0123456789",
                                "certificateArn: arn:aws:acm:eu-central-1:123456789012:certificate/1")
                        .aws()));
    }
}
