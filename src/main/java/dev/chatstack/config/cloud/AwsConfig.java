package dev.chatstack.config.cloud;

import dev.chatstack.config.cloud.aws.AwsBucketsConfig;
import dev.chatstack.config.cloud.aws.AwsIamConfig;
import dev.chatstack.config.cloud.aws.AwsNetworkConfig;
import dev.chatstack.config.cloud.aws.AwsNodesConfig;
import dev.chatstack.config.cloud.aws.AwsRegion;
import dev.chatstack.config.cloud.aws.AwsTags;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.network.Cidr;
import dev.chatstack.config.values.network.NotTheWorld;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An EKS cluster in a new network. */
@About("Amazon Web Services: an EKS cluster in a new network")
public record AwsConfig(
        @About("id of the account; a deploy with the credentials of another one stops")
        @Pattern(regexp = "\\d{12}", message = "must be the twelve digits of an AWS account, in quotes")
        String accountId,

        @About("region of the network, the buckets and the cluster")
        @Pattern(regexp = AwsRegion.PATTERN, message = AwsRegion.MESSAGE)
        String region,

        @About("two or three availability zones; every one gets a public and a private subnet") @NotEmpty
        List<
                        @Pattern(
                                regexp = "[a-z]{2}-[a-z]+-\\d[a-z]",
                                message = "must be an availability zone such as eu-central-1a")
                        String>
                zones,

        @About("minor version of Kubernetes") @Default("'1.35'")
        String kubernetesVersion,

        @About("networks that can reach the cluster's API server") @NotEmpty @NotTheWorld
        List<@Cidr String> apiServerAccess,

        @About("true for an API server without a public address; Terraform must then run inside the network or in "
                + "one of apiServerAccess that is connected to it")
        @Default("false")
        boolean privateApiServer,

        @About("IAM roles and users that administer the cluster; include the one that deploys") @NotEmpty
        List<
                        @Pattern(
                                regexp = "arn:aws:iam::\\d{12}:(role|user)/[-+=,.@\\w/]+",
                                message = "must be the ARN of an IAM role or user")
                        String>
                administrators,

        @About("the worker nodes") @Default("{}") AwsNodesConfig nodes,

        @About("separate nodes for MongoDB, which no other pod uses; optional, by default MongoDB shares the nodes of"
                + " the chat")
        Optional<DatabaseNodesConfig> databaseNodes,

        @About("address plan and egress; the addresses cannot be changed later") @Default("{}")
        AwsNetworkConfig network,

        @About("the buckets for uploads and backups") @Default("{}")
        AwsBucketsConfig buckets,

        @About("tags of every resource, those included that the cluster's controllers make; default: none besides "
                + "chatstack's own")
        Map<
                        @Pattern(regexp = AwsTags.NAME, message = AwsTags.NAME_MESSAGE) String,
                        @Pattern(regexp = AwsTags.VALUE, message = AwsTags.VALUE_MESSAGE) String>
                tags,

        @About("what an organisation asks of IAM roles") @Default("{}")
        AwsIamConfig iam,

        @About("ARN of an existing KMS key for Secrets, logs, buckets and disks; optional, by default AWS's keys and"
                + " a new one for Secrets and logs; fixed after the first deploy")
        Optional<
                        @Pattern(
                                regexp = "arn:aws:kms:[-a-z0-9]+:\\d{12}:key/[-a-z0-9]+",
                                message = "must be the ARN of a KMS key: arn:aws:kms:REGION:ACCOUNT:key/ID")
                        String>
                kmsKey,

        @About("refuse to delete the cluster and the chat's load balancer; to delete them set this to false, "
                + "deploy, then destroy")
        @Default("true")
        boolean deletionProtection)
        implements CloudConfig {
    /** The metadata of a node, the pod identity agent, and the ranges of the cluster. Some programs know addresses, and no networks. */
    @Override
    public Optional<String> chosenKubernetes() {
        return Optional.of(kubernetesVersion);
    }

    @Override
    public List<String> direct() {
        return List.of("169.254.169.254", "169.254.170.23", network.addresses(), network.services());
    }

    @Override
    public Optional<WorkerNodes> workerNodes() {
        return Optional.of(nodes);
    }
}
