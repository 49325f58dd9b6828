package dev.chatstack.cloud.aws;

import com.hashicorp.cdktf.providers.aws.data_aws_eks_cluster.DataAwsEksCluster;
import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.DatabaseDisk;
import dev.chatstack.cloud.DefaultDisk;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.ObjectBucket;
import dev.chatstack.cloud.ObjectStore;
import dev.chatstack.cloud.SnapshotDriver;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.cloud.aws.network.AddressPlan;
import dev.chatstack.config.cloud.aws.AwsNetworkConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** The cluster that an environment's first stack made, found by its name. */
public record ExistingEksCluster(AwsNames names, ClusterAccess access) implements KubernetesCluster {
    /** The pod identity agent of the node, which has this address on every node, gives pods the credentials of their role. */
    public static final CloudIdentity POD_IDENTITY =
            new CloudIdentity(Map.of(), Map.of(), Optional.of("169.254.170.23/32"), List.of(80));

    private static final String DRIVER = "ebs.csi.aws.com";
    private static final String STORAGE_CLASS = "ebs-gp3";
    private static final String SERVICE = "service.beta.kubernetes.io/aws-load-balancer-";

    /** Looks it up with the aws provider of the stack; with a {@code kubeconfig} it asks AWS nothing. */
    public static ExistingEksCluster find(
            Construct scope, AwsNames names, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        Construct found = new Construct(scope, "existing-cluster");
        return new ExistingEksCluster(
                names, kubeconfig.<ClusterAccess>map(file -> file).orElseGet(() -> signIn(found, names)));
    }

    private static ClusterAccess signIn(Construct found, AwsNames names) {
        DataAwsEksCluster cluster = DataAwsEksCluster.Builder.create(found, "cluster")
                .name(names.cluster())
                .build();
        return new ClusterAccess.SignIn(
                cluster.getEndpoint(),
                cluster.getCertificateAuthority().get(0).getData(),
                "aws",
                signInArguments(names));
    }

    private static List<String> signInArguments(AwsNames names) {
        List<String> arguments = new ArrayList<>(List.of(
                "eks",
                "get-token",
                "--cluster-name",
                names.cluster(),
                "--region",
                names.config().region(),
                "--output",
                "json"));
        names.config().iam().assumeRole().ifPresent(role -> arguments.addAll(List.of("--role-arn", role)));
        return arguments;
    }

    @Override
    public String name() {
        return names.cluster();
    }

    @Override
    public Optional<String> storageClass(StorageTier tier) {
        return Optional.of(tier == StorageTier.DATABASE ? DatabaseDisk.STORAGE_CLASS : STORAGE_CLASS);
    }

    @Override
    public Optional<DatabaseDisk> databaseDisk() {
        Map<String, String> parameters = new TreeMap<>(gp3());
        // MongoDB asks for XFS
        parameters.put("csi.storage.k8s.io/fstype", "xfs");
        parameters.put("tagSpecification_1", AwsNames.SNAPSHOT_TAG + "=" + names.environment());
        return Optional.of(new DatabaseDisk(DRIVER, parameters));
    }

    /** EKS comes with no default class since 1.30. */
    @Override
    public Optional<DefaultDisk> defaultDisk() {
        return Optional.of(new DefaultDisk(STORAGE_CLASS, DRIVER, gp3()));
    }

    @Override
    public Optional<SnapshotDriver> snapshots() {
        return Optional.of(
                new SnapshotDriver(DRIVER, Map.of("tagSpecification_1", "environment=" + names.environment())));
    }

    private Map<String, String> gp3() {
        Map<String, String> parameters = new TreeMap<>(Map.of("type", "gp3", "encrypted", "true"));
        names.config().kmsKey().ifPresent(key -> parameters.put("kmsKeyId", key));
        return parameters;
    }

    /** A network load balancer straight to the pods, which see the address of the person who connects. */
    @Override
    public Map<String, String> loadBalancerAnnotations() {
        return loadBalancer("internet-facing");
    }

    /** In the private subnets, where its nodes are. */
    @Override
    public Map<String, String> internalLoadBalancerAnnotations() {
        return loadBalancer("internal");
    }

    private Map<String, String> loadBalancer(String scheme) {
        Map<String, String> annotations = new TreeMap<>(Map.of(
                SERVICE + "type", "external",
                SERVICE + "nlb-target-type", "ip",
                SERVICE + "scheme", scheme,
                SERVICE + "target-group-attributes", "preserve_client_ip.enabled=true"));
        List<String> subnets = names.loadBalancerSubnets(scheme.equals("internal"));
        if (!subnets.isEmpty()) {
            annotations.put(SERVICE + "subnets", String.join(",", subnets));
        }
        return annotations;
    }

    @Override
    public Optional<String> internalLoadBalancerNetwork() {
        return Optional.of(names.config().network().addresses());
    }

    @Override
    public Optional<String> loadBalancerNetwork() {
        AwsNetworkConfig network = names.config().network();
        return Optional.of(
                network.existing().isPresent()
                        ? network.addresses()
                        : AddressPlan.of(network.vpc()).publicSubnets());
    }

    @Override
    public Optional<ObjectStore> backupStore() {
        return Optional.of(new ObjectStore(
                "store:" + names.bucket("backups") + "/mongodb",
                Map.of(
                        "RCLONE_CONFIG_STORE_TYPE", "s3",
                        "RCLONE_CONFIG_STORE_PROVIDER", "AWS",
                        "RCLONE_CONFIG_STORE_ENV_AUTH", "true",
                        "RCLONE_CONFIG_STORE_REGION", names.config().region())));
    }

    @Override
    public CloudIdentity identity(BucketUser user) {
        return POD_IDENTITY;
    }

    @Override
    public Optional<ObjectBucket> uploadsBucket() {
        return Optional.of(
                new ObjectBucket(names.bucket("uploads"), names.config().region()));
    }
}
