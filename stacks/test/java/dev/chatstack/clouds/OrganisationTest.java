package dev.chatstack.clouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.Environment;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.stacks.Stacks;
import dev.chatstack.testing.EnvironmentFile;
import dev.chatstack.testing.Facts;
import dev.chatstack.testing.Synth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Roles, keys and ways to the API server as an organisation wants them. */
@DisplayName("The rules of an organisation")
class OrganisationTest {
    private static final String AWS_KEY = "arn:aws:kms:eu-central-1:123456789012:key/1111";
    private static final String GOOGLE_KEY = "projects/keys/locations/europe-west1/keyRings/chat/cryptoKeys/chat";
    private static final String SET =
            "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/keys/providers/Microsoft.Compute/diskEncryptionSets/chat";

    @Test
    void boundEveryRoleOfAws() {
        Environment environment = EnvironmentFile.shipped("aws-prod")
                .replace(
                        "\ncloud:\n",
                        "\ncloud:\n  iam: {permissionsBoundary: \"arn:aws:iam::123456789012:policy/boundary\", path: /chat/}\n")
                .load();

        List<JsonNode> roles = Stacks.of(environment, "cluster").all("aws_iam_role");

        assertThat(roles).hasSizeGreaterThan(5).allSatisfy(role -> assertThat(Facts.of(role))
                .contains("permissions_boundary: arn:aws:iam::123456789012:policy/boundary", "path: /chat/"));
    }

    @Test
    void letTerraformAndKubectlAssumeARole() {
        String role = "arn:aws:iam::123456789012:role/admins";
        Environment environment =
                EnvironmentFile.AWS.cloud("iam: {assumeRole: \"" + role + "\"}").load();

        Stacks.all(environment).forEach((name, stack) -> {
            assertThat(stack.root().at("/provider/aws/0/assume_role/0/role_arn").asText())
                    .as(name)
                    .isEqualTo(role);
            JsonNode signIn = stack.root().at("/provider/kubernetes/0/exec/0/args");
            if (!signIn.isMissingNode()) {
                assertThat(Facts.texts(signIn)).endsWith("--role-arn", role);
            }
        });
        assertThat(((ClusterCloud) Clouds.of(environment)).kubeconfigCommand()).endsWith(" --role-arn " + role);
    }

    @Test
    void encryptWithTheirKeyOnAws() {
        Map<String, Synth> stacks = Stacks.all(EnvironmentFile.AWS
                .cloud("kmsKey: " + AWS_KEY)
                .chat("settings: {uploads: {store: s3}}")
                .load());
        Synth cluster = stacks.get("prod-cluster");

        assertThat(cluster.all("aws_kms_key")).isEmpty();
        assertThat(cluster.only("aws_eks_cluster")
                        .at("/encryption_config/provider/key_arn")
                        .asText())
                .isEqualTo(AWS_KEY);
        assertThat(cluster.all("aws_cloudwatch_log_group"))
                .allSatisfy(
                        group -> assertThat(group.path("kms_key_id").asText()).isEqualTo(AWS_KEY));
        assertThat(cluster.only("aws_launch_template")
                        .at("/block_device_mappings/0/ebs/kms_key_id")
                        .asText())
                .isEqualTo(AWS_KEY);
        assertThat(cluster.all("aws_s3_bucket_server_side_encryption_configuration"))
                .hasSize(2)
                .allSatisfy(encryption -> assertThat(encryption.toString())
                        .contains("\"sse_algorithm\":\"aws:kms\"", AWS_KEY, "\"bucket_key_enabled\":true"));
        assertThat(cluster.all("aws_iam_role_policy").stream()
                        .filter(policy -> policy.path("policy").asText().contains("s3:ListBucket")))
                .isNotEmpty()
                .allSatisfy(policy -> assertThat(policy.path("policy").asText())
                        .contains("\"Action\":[\"kms:Decrypt\",\"kms:GenerateDataKey\"],\"Resource\":[\"" + AWS_KEY));
        assertThat(stacks.get("prod-platform").all("kubernetes_storage_class_v1"))
                .hasSize(2)
                .allSatisfy(disks ->
                        assertThat(disks.at("/parameters/kmsKeyId").asText()).isEqualTo(AWS_KEY));
    }

    @Test
    void encryptWithTheirKeyOnGoogle() {
        Map<String, Synth> stacks =
                Stacks.all(EnvironmentFile.GOOGLE.cloud("kmsKey: " + GOOGLE_KEY).load());
        Synth cluster = stacks.get("prod-cluster");

        assertThat(cluster.only("google_container_cluster")
                        .at("/database_encryption/key_name")
                        .asText())
                .isEqualTo(GOOGLE_KEY);
        assertThat(cluster.only("google_container_cluster")
                        .at("/node_config/boot_disk_kms_key")
                        .asText())
                .isEqualTo(GOOGLE_KEY);
        assertThat(cluster.only("google_container_node_pool")
                        .at("/node_config/boot_disk_kms_key")
                        .asText())
                .isEqualTo(GOOGLE_KEY);
        assertThat(cluster.all("google_storage_bucket")).allSatisfy(bucket -> assertThat(
                        bucket.at("/encryption/default_kms_key_name").asText())
                .isEqualTo(GOOGLE_KEY));
        assertThat(stacks.get("prod-platform")
                        .named("kubernetes_storage_class_v1", "mongodb-storage")
                        .at("/parameters/disk-encryption-kms-key")
                        .asText())
                .isEqualTo(GOOGLE_KEY);
    }

    @Test
    void encryptWithTheirKeyOnAzure() {
        Map<String, Synth> stacks = Stacks.all(
                EnvironmentFile.AZURE.cloud("diskEncryptionSet: " + SET).load());
        Synth cluster = stacks.get("prod-cluster");

        assertThat(cluster.only("azurerm_kubernetes_cluster")
                        .path("disk_encryption_set_id")
                        .asText())
                .isEqualTo(SET);
        assertThat(cluster.all("azurerm_role_assignment")).anySatisfy(role -> assertThat(Facts.of(role))
                .contains("scope: " + SET, "role_definition_name: Contributor"));
        assertThat(stacks.get("prod-platform")
                        .named("kubernetes_storage_class_v1", "mongodb-storage")
                        .at("/parameters/diskEncryptionSetID")
                        .asText())
                .isEqualTo(SET);
    }

    @Test
    void keepTheApiServerInside() {
        JsonNode eks = Stacks.of(inside(EnvironmentFile.AWS), "cluster").only("aws_eks_cluster");
        assertThat(eks.at("/vpc_config/endpoint_public_access").asBoolean(true)).isFalse();
        assertThat(eks.at("/vpc_config/endpoint_private_access").asBoolean()).isTrue();
        assertThat(eks.at("/vpc_config/security_group_ids")).hasSize(1);
        assertThat(eks.at("/vpc_config").has("public_access_cidrs")).isFalse();
        JsonNode group = Stacks.of(inside(EnvironmentFile.AWS), "cluster").only("aws_security_group");
        assertThat(Facts.texts(group.at("/ingress/0/cidr_blocks"))).containsExactly("10.200.0.0/16");
        assertThat(group.at("/ingress/0/from_port").asInt()).isEqualTo(443);

        JsonNode gke = Stacks.of(inside(EnvironmentFile.GOOGLE), "cluster").only("google_container_cluster");
        assertThat(gke.at("/private_cluster_config/enable_private_endpoint").asBoolean())
                .isTrue();
        assertThat(gke.at("/master_authorized_networks_config/cidr_blocks/0/cidr_block")
                        .asText())
                .isEqualTo("10.200.0.0/16");
        assertThat(((ClusterCloud) Clouds.of(inside(EnvironmentFile.GOOGLE))).kubeconfigCommand())
                .endsWith(" --internal-ip");
    }

    @Test
    void letOthersRegisterTheProvidersOfAzure() {
        Environment environment = EnvironmentFile.AZURE
                .cloud("resourceProviderRegistrations: none")
                .load();

        assertThat(Stacks.of(environment, "cluster")
                        .root()
                        .at("/provider/azurerm/0/resource_provider_registrations")
                        .asText())
                .isEqualTo("none");
        assertThat(Clouds.of(environment).checks().toString())
                .contains("resource provider Microsoft.ManagedIdentity", "resource provider Microsoft.Storage");
    }

    @Test
    void areRefusedWhereTheyContradict() {
        assertThat(
                        problems(
                                EnvironmentFile.AWS.cloud(
                                        "privateApiServer: true\nkmsKey: arn:aws:kms:eu-west-1:123456789012:key/1\nbuckets: {replicaRegion: eu-west-1}\niam: {assumeRole: \"arn:aws:iam::123456789012:role/other\"}")))
                .contains(
                        "cloud.apiServerAccess[0]: must lie in one of",
                        "cloud.kmsKey: must be a key in cloud.region (eu-central-1)",
                        "cloud.buckets.replicaRegion: must be left out with cloud.kmsKey",
                        "cloud.administrators: must list cloud.iam.assumeRole (arn:aws:iam::123456789012:role/other)");
        assertThat(
                        problems(
                                EnvironmentFile.GOOGLE.cloud(
                                        "privateApiServer: true\nkmsKey: projects/keys/locations/global/keyRings/chat/cryptoKeys/chat")))
                .contains(
                        "cloud.apiServerAccess[0]: must lie in one of",
                        "cloud.kmsKey: must be a key in cloud.region (europe-west1)");
        assertThat(problems(EnvironmentFile.AWS.cloud("tags: {Name: chat, \"aws:x\": y, \"a,b\": c, ok: \"x=y\"}")))
                .contains("cloud.tags.Name", "cloud.tags.aws:x", "cloud.tags.a,b", "cloud.tags.ok");
        assertThat(problems(EnvironmentFile.GOOGLE.cloud("labels: {Owner: chat, owner: Chat Team}")))
                .contains("cloud.labels.Owner", "cloud.labels.owner");
    }

    private static Environment inside(EnvironmentFile file) {
        return file.replace(
                        "apiServerAccess: [203.0.113.0/24]",
                        "apiServerAccess: [10.200.0.0/16]\n  privateApiServer: true")
                .load();
    }

    private static String problems(EnvironmentFile file) {
        Throwable thrown = catchThrowable(file::load);
        assertThat(thrown).isInstanceOf(ConfigException.class);
        return thrown.getMessage();
    }
}
