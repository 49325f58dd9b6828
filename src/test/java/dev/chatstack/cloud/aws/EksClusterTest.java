package dev.chatstack.cloud.aws;

import static dev.chatstack.testing.EnvironmentFile.AWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.cloud.aws.network.AwsNetwork;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cluster on EKS")
class EksClusterTest {
    private static final Synth SYNTH = synth(AWS);
    private static final JsonNode CLUSTER = SYNTH.only("aws_eks_cluster");

    @Test
    void letsNamedNetworksReachItsApiServerAndNodesByAnotherWay() {
        assertThat(Facts.texts(CLUSTER.at("/vpc_config/public_access_cidrs"))).containsExactly("203.0.113.0/24");
        assertThat(CLUSTER.at("/vpc_config/endpoint_private_access").asBoolean())
                .isTrue();
        assertThat(CLUSTER.at("/vpc_config/subnet_ids").toString())
                .contains("private-eu-central-1a", "private-eu-central-1b")
                .doesNotContain("public");
    }

    @Test
    void encryptsSecretsWithAKeyThatRotates() {
        assertThat(Facts.texts(CLUSTER.at("/encryption_config/resources"))).containsExactly("secrets");
        assertThat(CLUSTER.at("/encryption_config/provider/key_arn").asText()).isEqualTo("${aws_kms_key.key.arn}");
        assertThat(SYNTH.only("aws_kms_key").path("enable_key_rotation").asBoolean())
                .isTrue();
    }

    @Test
    void letsInWhoTheFileNamesAndNobodyForHavingMadeIt() {
        assertThat(CLUSTER.at("/access_config/bootstrap_cluster_creator_admin_permissions")
                        .asBoolean(true))
                .isFalse();
        assertThat(CLUSTER.at("/access_config/authentication_mode").asText()).isEqualTo("API");
        assertThat(SYNTH.only("aws_eks_access_entry").path("principal_arn").asText())
                .isEqualTo("arn:aws:iam::123456789012:role/admins");
        assertThat(SYNTH.only("aws_eks_access_policy_association")
                        .path("policy_arn")
                        .asText())
                .endsWith("AmazonEKSClusterAdminPolicy");
    }

    @Test
    void logsEverythingIntoAGroupThatForgets() {
        assertThat(CLUSTER.path("enabled_cluster_log_types")).hasSize(5);
        assertThat(CLUSTER.path("depends_on").toString()).contains("aws_cloudwatch_log_group");
        assertThat(SYNTH.only("aws_cloudwatch_log_group")
                        .path("retention_in_days")
                        .asInt())
                .isEqualTo(90);
    }

    @Test
    void takesNoSupportThatCostsMore() {
        assertThat(CLUSTER.at("/upgrade_policy/support_type").asText()).isEqualTo("STANDARD");
    }

    @Test
    void refusesToBeDeletedUntilTheFileSaysSo() {
        assertThat(CLUSTER.path("deletion_protection").asBoolean()).isTrue();
        assertThat(synth(AWS.cloud("deletionProtection: false"))
                        .only("aws_eks_cluster")
                        .path("deletion_protection")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void comesUpInTheOrderInWhichItsPartsNeedEachOther() {
        String nodes = SYNTH.only("aws_eks_node_group").path("depends_on").toString();
        assertThat(nodes)
                .contains("vpc-cni", "kube-proxy", "eks-pod-identity-agent", "AmazonEKS_CNI_Policy", "internet");
        for (String addon : List.of("coredns", "metrics-server", "aws-ebs-csi-driver", "snapshot-controller")) {
            assertThat(addon(addon).path("depends_on").toString()).contains("aws_eks_node_group");
        }
        for (String addon : List.of("vpc-cni", "kube-proxy")) {
            assertThat(addon(addon).path("depends_on").toString()).doesNotContain("aws_eks_node_group");
        }
    }

    /** A version that Terraform looks up would change under an unchanged file. */
    @Test
    void leavesTheVersionsOfItsAddonsToTheLoopInTheDocs() throws IOException {
        assertThat(SYNTH.all("aws_eks_addon"))
                .allSatisfy(addon -> assertThat(addon.fieldNames()).toIterable().doesNotContain("addon_version"));
        Matcher loop = Pattern.compile("for addon in (.*); do")
                .matcher(Files.readString(Path.of("..", "docs", "clusters-aws.md")));
        assertThat(loop.find()).isTrue();
        assertThat(loop.group(1).split(" "))
                .containsExactlyInAnyOrderElementsOf(SYNTH.all("aws_eks_addon").stream()
                        .map(addon -> addon.path("addon_name").asText())
                        .toList());
    }

    @Test
    void enforcesNetworkPoliciesAndLeavesTheNodesTheirPodNetworkToTheEnd() {
        assertThat(Facts.of(addon("vpc-cni").path("configuration_values").asText()))
                .contains("enableNetworkPolicy: true", "env/ENABLE_PREFIX_DELEGATION: true");
        assertThat(addon("vpc-cni").path("preserve").asBoolean()).isTrue();
    }

    @Test
    void keepsTheMetadataOfNodesFromPodsAndTheirDisksEncrypted() {
        JsonNode template = SYNTH.only("aws_launch_template");

        assertThat(template.at("/metadata_options/http_tokens").asText()).isEqualTo("required");
        assertThat(template.at("/metadata_options/http_put_response_hop_limit").asInt())
                .isEqualTo(1);
        assertThat(template.at("/block_device_mappings/0/ebs/encrypted").asText())
                .isEqualTo("true");
        assertThat(template.at("/block_device_mappings/0/ebs/volume_type").asText())
                .isEqualTo("gp3");
        assertThat(new String(
                        Base64.getDecoder().decode(template.path("user_data").asText()), StandardCharsets.UTF_8))
                .contains("maxPods: 50");
    }

    @Test
    void leavesCountingNodesToTheAutoscaler() {
        JsonNode group = SYNTH.only("aws_eks_node_group");

        assertThat(group.at("/scaling_config/min_size").asInt()).isEqualTo(3);
        assertThat(group.at("/scaling_config/max_size").asInt()).isEqualTo(4);
        String running =
                SYNTH.root().at("/data/aws_autoscaling_group").fieldNames().next();
        assertThat(group.at("/scaling_config/desired_size").asText())
                .isEqualTo("${min(4, max(3, [for group in data.aws_autoscaling_group." + running + " : "
                        + "group.desired_capacity if length(setintersection(group.availability_zones, "
                        + "[\"eu-central-1a\", \"eu-central-1b\"])) > 0]...))}");
        assertThat(group.path("capacity_type").asText()).isEqualTo("ON_DEMAND");
    }

    @Test
    void dividesTheNodesBetweenTheGroupsOfTheZones() {
        List<JsonNode> groups =
                synth(AWS.nodes("groupPerZone: true\nmaxWorkersCount: 5")).all("aws_eks_node_group");

        assertThat(groups)
                .extracting(group -> group.path("node_group_name_prefix").asText() + " "
                        + group.at("/scaling_config/min_size").asInt() + "-"
                        + group.at("/scaling_config/max_size").asInt())
                .containsExactlyInAnyOrder("eu-central-1a- 2-3", "eu-central-1b- 1-2");
        assertThat(groups)
                .allSatisfy(group -> assertThat(group.path("subnet_ids")).hasSize(1));
    }

    @Test
    void looksNothingUpInAwsButHowManyNodesThereAre() {
        assertThat(SYNTH.root().path("data").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("aws_autoscaling_group", "aws_autoscaling_groups");
        assertThat(SYNTH.root().at("/data/aws_autoscaling_groups").toString())
                .contains("tag:eks:cluster-name")
                .doesNotContain("aws_eks_cluster");
    }

    @Test
    void replacesNodesOneByOneForAnotherMachineType() {
        assertThat(SYNTH.only("aws_launch_template").path("instance_type").asText())
                .isEqualTo("t3.medium");
        assertThat(SYNTH.only("aws_eks_node_group").has("instance_types")).isFalse();
    }

    @Test
    void hasOtherNodesBeforeTheOldOnesGoWhereSeveralTypesWillDo() {
        Synth several = synth(AWS.nodes("machineTypes: [t3.large, t3a.large]"));

        assertThat(several.only("aws_launch_template").has("instance_type")).isFalse();
        assertThat(Facts.texts(several.only("aws_eks_node_group").path("instance_types")))
                .containsExactly("t3.large", "t3a.large");
        assertThat(several.only("aws_eks_node_group")
                        .at("/lifecycle/create_before_destroy")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void startsNodesFromTheImageOfTheirProcessors() {
        Synth mixed = synth(AWS.nodes("machineTypes: [m7g.large]").cloud("databaseNodes: {machineType: m7i.large}"));
        assertThat(mixed.all("aws_eks_node_group"))
                .extracting(group -> group.path("node_group_name_prefix").asText() + " "
                        + group.path("ami_type").asText())
                .containsExactlyInAnyOrder(
                        "workers- AL2023_ARM_64_STANDARD",
                        "database-eu-central-1a- AL2023_x86_64_STANDARD",
                        "database-eu-central-1b- AL2023_x86_64_STANDARD");
        assertThat(SYNTH.only("aws_eks_node_group").path("ami_type").asText()).isEqualTo("AL2023_x86_64_STANDARD");
    }

    private static JsonNode addon(String name) {
        return SYNTH.all("aws_eks_addon").stream()
                .filter(addon -> addon.path("addon_name").asText().equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    private static Synth synth(EnvironmentFile file) {
        return Synth.of(stack -> {
            AwsNames names = file.aws();
            EncryptionKey key = new EncryptionKey(stack, names);
            new EksCluster(stack, names, AwsNetwork.of(stack, names), key);
        });
    }
}
