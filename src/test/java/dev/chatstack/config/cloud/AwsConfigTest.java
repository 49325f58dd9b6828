package dev.chatstack.config.cloud;

import static dev.chatstack.testing.EnvironmentFile.AWS;
import static dev.chatstack.testing.EnvironmentFile.AZURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatstack.config.Problem;
import dev.chatstack.config.backup.SnapshotsConfig;
import dev.chatstack.config.cloud.aws.AwsBucketsConfig;
import dev.chatstack.config.cloud.aws.AwsIamConfig;
import dev.chatstack.config.cloud.aws.AwsNetworkConfig;
import dev.chatstack.config.cloud.aws.AwsNetworkConfig.NatGateways;
import dev.chatstack.config.cloud.aws.AwsNodesConfig;
import dev.chatstack.testing.EnvironmentFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An environment file of AWS")
class AwsConfigTest {
    @Test
    void fillsInTheDefaults() {
        assertThat(AWS.load().config().cloud())
                .isEqualTo(new AwsConfig(
                        "123456789012",
                        "eu-central-1",
                        List.of("eu-central-1a", "eu-central-1b"),
                        "1.35",
                        List.of("203.0.113.0/24"),
                        false,
                        List.of("arn:aws:iam::123456789012:role/admins"),
                        new AwsNodesConfig(3, 4, List.of("t3.medium"), false, 50, false),
                        Optional.empty(),
                        new AwsNetworkConfig("10.0.0.0/16", "172.20.0.0/16", NatGateways.perZone, Optional.empty()),
                        new AwsBucketsConfig(Optional.empty()),
                        Map.of(),
                        new AwsIamConfig(Optional.empty(), "/", Optional.empty()),
                        Optional.empty(),
                        true));
        assertThat(AWS.load().config().backup().snapshots()).isEmpty();
    }

    @Test
    void reportsEverySettingThatDoesNotFitAtOnce() {
        EnvironmentFile file = AWS.replace("\"123456789012\"", "12345")
                .replace("region: eu-central-1", "region: cn-north-1")
                .replace("arn:aws:iam::123456789012:role/admins", "admins")
                .replace("workersCount: 3", "maxWorkersCount: 0")
                .cloud("""
                    network:
                      natGateways: some
                    buckets:
                      replicaRegion: cn-north-1
                    """);

        assertThat(problems(file))
                .containsExactly(
                        "cloud.accountId",
                        "cloud.administrators[0]",
                        "cloud.buckets.replicaRegion",
                        "cloud.network.natGateways",
                        "cloud.nodes.maxWorkersCount",
                        "cloud.region");
    }

    @Test
    void reportsEverySettingThatDoesNotFitOthersAtOnce() {
        EnvironmentFile file = AWS.replace(
                        "[eu-central-1a, eu-central-1b]", "[eu-central-1a, eu-central-1a, us-east-1a]")
                .replace("203.0.113.0/24", "0.0.0.0/0")
                .replace("hostedZoneId: Z0123456789", "healthCheckPath: /api/v1/info")
                .replace("workersCount: 3", """
                    workersCount: 2
                        maxWorkersCount: 1
                        machineTypes: [a1.large]
                        spot: true
                        groupPerZone: true\
                    """.strip())
                .cloud("""
                    kubernetesVersion: "1.29"
                    network:
                      vpc: 10.0.0.0/20
                      services: 10.0.0.0/25
                    buckets:
                      replicaRegion: eu-central-1
                    """);

        assertThat(problems(file))
                .containsExactly(
                        "chat.exposure.healthCheckPath",
                        "chat.exposure.hostedZoneId",
                        "cloud.apiServerAccess",
                        "cloud.buckets.replicaRegion",
                        "cloud.kubernetesVersion",
                        "cloud.network.services",
                        "cloud.network.services",
                        "cloud.network.vpc",
                        "cloud.nodes.machineTypes",
                        "cloud.nodes.machineTypes",
                        "cloud.nodes.maxWorkersCount",
                        "cloud.nodes.spot",
                        "cloud.nodes.workersCount",
                        "cloud.nodes.workersCount",
                        "cloud.zones",
                        "cloud.zones",
                        "cloud.zones[1]");
    }

    private static List<String> problems(EnvironmentFile file) {
        return catchThrowable(file::load)
                .getMessage()
                .lines()
                .skip(1)
                .map(line -> line.strip().replaceFirst("^- ", "").replaceFirst(": .*", ""))
                .toList();
    }

    @Test
    void saysWhatMustBeTrueAndWhatWasThere() {
        assertThatThrownBy(AWS.cloud("kubernetesVersion: \"1.29\"")::load)
                .hasMessageContaining("cloud.kubernetesVersion: must be a version that EKS supports, in quotes: ")
                .hasMessageContaining("1.36 (until 2027-08-02), got `1.29`");
        assertThatThrownBy(AWS.nodes("machineTypes: [a1.large]")::load)
                .hasMessageEndingWith(
                        "cloud.nodes.machineTypes: must have Graviton2 or newer, such as m7g.large: MongoDB needs"
                                + " ARMv8.2-A, got `a1.large`");
        assertThatThrownBy(AWS.replace("1b]", "1b, eu-central-1c]")
                        .nodes("groupPerZone: true")
                        .replace("workersCount: 3", "workersCount: 2")::load)
                .hasMessageContaining(
                        "cloud.nodes.workersCount: must be at least the number of cloud.zones (3) with groupPerZone,"
                                + " for a group keeps one node at least, got `2`");
        assertThatThrownBy(AWS.cloud("buckets:\n  replicaRegion: eu-central-1")::load)
                .hasMessageContaining(
                        "cloud.buckets.replicaRegion: must be another region than cloud.region, so that copies survive"
                                + " the loss of it, got `eu-central-1`");
    }

    @Test
    void takesSpareCapacityOnlyWhereNobodyWorks() {
        String spot = "spot: true\nmachineTypes: [t3.large, t3a.large]";

        assertThatThrownBy(AWS.nodes(spot)::load).hasMessageContaining("cloud.nodes.spot: must be false in production");
        assertThat(AWS.nodes(spot)
                        .replace("state:\n", "production: false\nstate:\n")
                        .load()
                        .warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "cloud.nodes.spot: the nodes of several database members can be reclaimed at once; the chat"
                                + " then stops until they are back");
    }

    @Test
    void hasOneCertificateForTheChat() {
        String arn = "certificateArn: arn:aws:acm:us-east-1:123456789012:certificate/1";

        assertThatThrownBy(AWS.replace("hostedZoneId: Z0123456789", arn)::load)
                .hasMessageContaining(
                        "chat.exposure.certificateArn: must be a certificate in cloud.region (eu-central-1)");
        assertThatThrownBy(AWS.replace("hostedZoneId: Z0123456789", arn + "\n    hostedZoneId: Z0123456789")::load)
                .hasMessageContaining(
                        "chat.exposure.certificateArn: must be left out when chat.exposure.hostedZoneId is given");
    }

    @Test
    void namesTheCertificateWhereNothingLeadsToAcm() {
        EnvironmentFile closed = AWS.cloud("network:\n  natGateways: none\n");
        String arn = "certificateArn: arn:aws:acm:eu-central-1:123456789012:certificate/1";

        assertThatThrownBy(closed::load)
                .hasMessageContaining("chat.exposure.certificateArn: is required with cloud.network.natGateways: none");
        assertThat(closed.replace("hostedZoneId: Z0123456789", arn).load().name())
                .isEqualTo("prod");
    }

    @Test
    void filtersWithAWebAclOfItsAccountAndRegionThatItsControllerReaches() {
        String acl = "webAcl: arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/chat/0123abcd\n    ";
        EnvironmentFile filtered = AWS.replace("hostedZoneId:", acl + "hostedZoneId:");
        String message = "chat.exposure.webAcl: must be a web ACL in cloud.region (eu-central-1) and cloud.accountId"
                + " (123456789012)";

        assertThat(filtered.load().name()).isEqualTo("prod");
        assertThatThrownBy(filtered.replace("wafv2:eu-central-1", "wafv2:us-east-1")::load)
                .hasMessageContaining(message);
        assertThatThrownBy(
                        filtered.replace("eu-central-1:123456789012:regional", "eu-central-1:210987654321:regional")
                                ::load)
                .hasMessageContaining(message);
        assertThatThrownBy(filtered.cloud("network:\n  natGateways: none\n")::load)
                .hasMessageContaining("chat.exposure.webAcl: must be left out with cloud.network.natGateways: none");
    }

    @Test
    void leavesItsLoadBalancerToAws() {
        EnvironmentFile azure = AZURE.replace("by: applicationGateway", "by: alb")
                .replace("tlsSecret: chat-tls", "hostedZoneId: Z0123456789");

        assertThatThrownBy(azure::load)
                .hasMessageContaining(
                        "chat.exposure.by: must be istioGateway, gatewayApi or ingress, because `alb` works on AWS"
                                + " only, got `alb`");
    }

    @Test
    void makesSnapshotsAtTimesThatDivideADay() {
        EnvironmentFile every = AWS.replace("chat:\n", "backup:\n  snapshots:\n    every: 5h\n    keep: 0\nchat:\n");

        assertThatThrownBy(every::load)
                .hasMessageContaining(
                        "backup.snapshots.every: must divide a day: 1h, 2h, 3h, 4h, 6h, 8h, 12h or 24h, got `5h`")
                .hasMessageContaining("backup.snapshots.keep: must be 1 or more, got `0`");
        assertThat(every.replace("every: 5h\n    keep: 0", "every: 8h")
                        .load()
                        .config()
                        .backup()
                        .snapshots())
                .contains(new SnapshotsConfig("8h", 7));
    }
}
