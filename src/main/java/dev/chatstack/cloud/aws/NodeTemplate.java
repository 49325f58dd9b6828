package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.eks_node_group.EksNodeGroupLaunchTemplate;
import com.hashicorp.cdktf.providers.aws.launch_template.*;
import dev.chatstack.config.cloud.AwsConfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/** How a node starts: an encrypted disk, no metadata for pods, room for a fixed number of them. */
final class NodeTemplate extends Construct {
    /**
     * The kubelet keeps 255 MiB and 11 MiB for each pod that may run from the node's memory, used or not: 0.8 GiB for 50, but 1.4 GiB
     * for the 110 that EKS would allow, of 4 GiB that the smallest node has.
     */
    private static final int MAX_PODS = 50;

    private static final String USER_DATA = """
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="BOUNDARY"

            --BOUNDARY
            Content-Type: application/node.eks.aws

            apiVersion: node.eks.aws/v1alpha1
            kind: NodeConfig
            spec:
              kubelet:
                config:
                  maxPods: %d

            --BOUNDARY--
            """;

    private final LaunchTemplate template;

    /** Of the nodes for everything. */
    NodeTemplate(Construct scope, AwsNames names) {
        this(
                scope,
                names,
                "template",
                names.config().nodes().machineTypes(),
                names.config().nodes().diskGi());
    }

    /** Of nodes of one of {@code machineTypes}; {@code id} is that of the construct. */
    NodeTemplate(Construct scope, AwsNames names, String id, List<String> machineTypes, int diskGi) {
        super(scope, id);
        String name = id.replaceFirst("-?template$", "");
        LaunchTemplate.Builder builder = LaunchTemplate.Builder.create(this, "Default")
                .name(names.role(name.isEmpty() ? "nodes" : name + "-nodes"))
                .description("nodes of the cluster " + names.cluster())
                .updateDefaultVersion(true)
                // a pod is one hop further away than the node: with one hop it cannot take on the node's role
                .metadataOptions(LaunchTemplateMetadataOptions.builder()
                        .httpEndpoint("enabled")
                        .httpTokens("required")
                        .httpPutResponseHopLimit(1)
                        .build())
                .blockDeviceMappings(List.of(LaunchTemplateBlockDeviceMappings.builder()
                        .deviceName("/dev/xvda")
                        .ebs(disk(names.config(), diskGi))
                        .build()))
                .userData(Base64.getEncoder()
                        .encodeToString(USER_DATA.formatted(MAX_PODS).getBytes(StandardCharsets.UTF_8)))
                // the provider's own tags do not reach what an auto scaling group makes
                .tagSpecifications(made(names).map(type -> tagged(type, names)).toList());
        if (machineTypes.size() == 1) {
            // with another one EKS replaces the nodes one by one; were it the node group's, Terraform would replace
            // that
            builder.instanceType(machineTypes.get(0));
        }
        template = builder.build();
    }

    /** The version that nodes are to have: a change replaces them one by one. */
    EksNodeGroupLaunchTemplate latest() {
        return EksNodeGroupLaunchTemplate.builder()
                .id(template.getId())
                .version(Token.asString(template.getLatestVersion()))
                .build();
    }

    private static LaunchTemplateBlockDeviceMappingsEbs disk(AwsConfig config, int gib) {
        LaunchTemplateBlockDeviceMappingsEbs.Builder disk = LaunchTemplateBlockDeviceMappingsEbs.builder()
                .volumeType("gp3")
                .volumeSize(gib)
                .encrypted("true")
                .deleteOnTermination("true");
        config.kmsKey().ifPresent(disk::kmsKeyId);
        return disk.build();
    }

    /** What a group makes of the template; a network card has tags only where the file asks for them. */
    private static Stream<String> made(AwsNames names) {
        return Stream.concat(
                Stream.of("instance", "volume"),
                names.tags().isEmpty() ? Stream.empty() : Stream.of("network-interface"));
    }

    private static LaunchTemplateTagSpecifications tagged(String type, AwsNames names) {
        return LaunchTemplateTagSpecifications.builder()
                .resourceType(type)
                .tags(names.tags().with(Map.of("Name", names.role("node"), "environment", names.environment())))
                .build();
    }
}
