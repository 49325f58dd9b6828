package dev.chatstack.clouds.aws;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderAssumeRole;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderDefaultTags;
import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.capacity.Capacity;
import dev.chatstack.capacity.nodes.CloudNodes;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.aws.AwsNames;
import dev.chatstack.cloud.aws.ExistingEksCluster;
import dev.chatstack.cloud.aws.controllers.AlbIngress;
import dev.chatstack.cloud.aws.controllers.AwsLoadBalancerController;
import dev.chatstack.cloud.aws.controllers.ClusterAutoscaler;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.HealthyAnswers;
import dev.chatstack.clouds.Kept;
import dev.chatstack.clouds.PublicAccess;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.cost.CloudBill;
import dev.chatstack.diagram.CloudPlaces;
import dev.chatstack.doctor.CloudChecks;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.platform.monitoring.PodMonitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** EKS on Amazon Web Services. */
public record AwsCloud(AwsNames names, EnvironmentConfig environment) implements ClusterCloud {
    /** Two of the one controller, one of the other, and as many again while they are replaced. */
    private static final int CONTROLLER_PODS = 6;

    @Override
    public CloudChecks checks() {
        return CloudChecks.ofCluster(AwsChecks.of(names.config(), alb(environment)));
    }

    @Override
    public boolean isProtected() {
        return names.config().deletionProtection();
    }

    @Override
    public List<Kept> kept() {
        String tagged = "--filters Name=tag:chatstack-snapshots,Values=" + names.environment();
        return List.of(
                new Kept(
                        "the database's disks",
                        "aws ec2 describe-volumes " + tagged
                                + " Name=status,Values=available --query 'Volumes[].VolumeId'",
                        "aws ec2 delete-volume --volume-id ID"),
                new Kept(
                        "nightly snapshots of these disks",
                        "aws ec2 describe-snapshots --owner-ids self " + tagged + " --query 'Snapshots[].SnapshotId'",
                        "aws ec2 delete-snapshot --snapshot-id ID"));
    }

    @Override
    public CloudNodes nodes() {
        return new AwsNodes();
    }

    @Override
    public Optional<CloudBill> bill(Blueprint blueprint, Capacity capacity) {
        return Optional.of(new AwsBill(blueprint, capacity));
    }

    @Override
    public CloudPlaces places() {
        return new AwsPlaces();
    }

    @Override
    public Optional<ClusterStack> cluster() {
        return Optional.of((scope, id) -> new AwsClusterStack(scope, id, names, environment));
    }

    @Override
    public String kubeconfigCommand() {
        return names.kubeconfigCommand();
    }

    @Override
    public KubernetesCluster find(TerraformStack stack, Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        if (kubeconfig.isEmpty()) {
            provider(stack, names);
        }
        return ExistingEksCluster.find(stack, names, kubeconfig);
    }

    @Override
    public Optional<HelmRelease> controllers(TerraformStack platform, KubernetesCluster cluster) {
        Namespace namespace =
                new Namespace(platform, AwsNames.CONTROLLERS, cluster, Namespace.Mesh.OUTSIDE, CONTROLLER_PODS);
        String region = names.config().region();
        new ClusterAutoscaler(
                platform,
                namespace,
                new ClusterAutoscaler.ScaledCluster(
                        names.cluster(),
                        region,
                        names.config().kubernetesVersion(),
                        AwsNames.CLUSTER_AUTOSCALER,
                        ExistingEksCluster.POD_IDENTITY),
                environment.monitoringNamespace());
        AwsLoadBalancerController loadBalancers = new AwsLoadBalancerController(
                platform,
                namespace,
                new AwsLoadBalancerController.BalancedCluster(
                        names.cluster(),
                        region,
                        names.vpc(),
                        AwsNames.LOAD_BALANCER_CONTROLLER,
                        ExistingEksCluster.POD_IDENTITY,
                        names.tags()),
                webAcl(environment).isPresent());
        return Optional.of(loadBalancers.release());
    }

    @Override
    public List<PodMonitor> monitors() {
        return List.of(ClusterAutoscaler.MONITOR);
    }

    @Override
    public Optional<PublicAccess> publicAccess() {
        String flags =
                "PublicAccessBlockConfiguration.[BlockPublicAcls,IgnorePublicAcls,BlockPublicPolicy,RestrictPublicBuckets]";
        return Optional.of(new PublicAccess(
                "aws_s3_bucket",
                name -> List.of(
                        "aws",
                        "s3api",
                        "get-public-access-block",
                        "--output",
                        "text",
                        "--query",
                        flags,
                        "--bucket",
                        name),
                "True\tTrue\tTrue\tTrue"));
    }

    @Override
    public Optional<HostIngress.Controller> loadBalancer() {
        return alb(environment)
                .map(alb -> AlbIngress.of(
                        alb,
                        names.cluster() + "-chat",
                        names.config().deletionProtection(),
                        HealthyAnswers.of(environment.chat()),
                        names.loadBalancerSubnets(alb.internal())));
    }

    /** The application load balancer that the chat is reached by, if it is. */
    static Optional<ExposureConfig.Alb> alb(EnvironmentConfig config) {
        return config.chat().exposure() instanceof ExposureConfig.Alb alb ? Optional.of(alb) : Optional.empty();
    }

    /** The web ACL that it has, if the file names one. */
    static Optional<String> webAcl(EnvironmentConfig config) {
        return alb(config).flatMap(ExposureConfig.Alb::webAcl);
    }

    /** Signs in as the person or the machine that runs Terraform, and goes no further in another account than the file's. */
    static void provider(TerraformStack stack, AwsNames names) {
        AwsProvider.Builder provider = AwsProvider.Builder.create(stack, "aws")
                .region(names.config().region())
                .allowedAccountIds(List.of(names.config().accountId()))
                .defaultTags(List.of(AwsProviderDefaultTags.builder()
                        .tags(names.tags().with(Map.of("environment", names.environment(), "managed-by", "chatstack")))
                        .build()));
        names.config()
                .iam()
                .assumeRole()
                .ifPresent(role -> provider.assumeRole(List.of(AwsProviderAssumeRole.builder()
                        .roleArn(role)
                        .sessionName("chatstack-" + names.environment())
                        .build())));
        provider.build();
    }
}
