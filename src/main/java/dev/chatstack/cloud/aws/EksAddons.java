package dev.chatstack.cloud.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.eks_addon.EksAddon;
import com.hashicorp.cdktf.providers.aws.eks_addon.EksAddonPodIdentityAssociation;
import com.hashicorp.cdktf.providers.aws.eks_cluster.EksCluster;
import dev.chatstack.cloud.ResourceTags;
import dev.chatstack.kubernetes.charts.Values;
import java.util.List;
import software.constructs.Construct;

/**
 * What EKS itself runs in the cluster, each in the version that EKS recommends for the cluster's own when the add-on is made; see
 * docs/clusters-aws.md for upgrades.
 */
final class EksAddons extends Construct {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Nodes are ready only with these; the rest runs on nodes. */
    private final List<EksAddon> network;

    private final AwsNames names;
    private final EksCluster cluster;

    EksAddons(Construct scope, AwsNames names, EksCluster cluster) {
        super(scope, "addons");
        this.names = names;
        this.cluster = cluster;
        network = List.of(
                addon("kube-proxy").build(),
                addon("eks-pod-identity-agent").build(),
                addon("vpc-cni")
                        .configurationValues(podNetwork(names.tags()))
                        // what it leaves behind would keep the subnets from being deleted
                        .preserve(true)
                        .build());
    }

    List<? extends ITerraformDependable> network() {
        return network;
    }

    /** Adds those that would wait in vain for {@code nodes}. */
    void onNodes(List<? extends ITerraformDependable> nodes) {
        addon("coredns").dependsOn(nodes).build();
        addon("metrics-server").dependsOn(nodes).build();
        addon("snapshot-controller").dependsOn(nodes).build();
        volumes(nodes);
    }

    /** Addresses in blocks of sixteen let a node hold more pods than it has addresses. */
    private static String podNetwork(ResourceTags tags) {
        Values values = Values.of("enableNetworkPolicy", "true")
                .set("env.ENABLE_PREFIX_DELEGATION", "true")
                .set("env.WARM_PREFIX_TARGET", "1");
        if (!tags.isEmpty()) {
            values.set("env.ADDITIONAL_ENI_TAGS", json(tags.given()));
        }
        return json(values);
    }

    private static String json(Object values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text are JSON", e);
        }
    }

    private void volumes(List<? extends ITerraformDependable> nodes) {
        AwsRole role = new AwsRole(this, names, "volumes", PodIdentity.TRUST).managed("AmazonEBSCSIDriverPolicyV2");
        names.config().kmsKey().ifPresent(key -> role.may(diskEncryption(key)));
        EksAddon.Builder driver = addon("aws-ebs-csi-driver");
        if (!names.tags().isEmpty()) {
            // of volumes and of their snapshots
            driver.configurationValues(
                    json(Values.of("controller.extraVolumeTags", names.tags().given())));
        }
        driver.podIdentityAssociation(List.of(EksAddonPodIdentityAssociation.builder()
                        .roleArn(role.arn())
                        .serviceAccount("ebs-csi-controller-sa")
                        .build()))
                .dependsOn(Dependencies.of(nodes, role.permissions()))
                .build();
    }

    /** A disk is encrypted by EC2, in the name of its creator. */
    private static Statement[] diskEncryption(String key) {
        return new Statement[] {
            Statement.allow("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")
                    .on(key),
            Statement.allow("kms:CreateGrant").on(key).when("Bool", "kms:GrantIsForAWSResource", "true")
        };
    }

    private EksAddon.Builder addon(String name) {
        return EksAddon.Builder.create(this, name)
                .clusterName(cluster.getName())
                .addonName(name)
                .resolveConflictsOnCreate("OVERWRITE")
                .resolveConflictsOnUpdate("OVERWRITE");
    }
}
