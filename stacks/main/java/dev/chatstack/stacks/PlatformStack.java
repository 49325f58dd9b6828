package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.clouds.StackOutput;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.kubernetes.ClusterProviders;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.Outside;
import dev.chatstack.kubernetes.access.ExternalSecrets;
import dev.chatstack.kubernetes.access.GroupAccess;
import dev.chatstack.kubernetes.charts.HelmRelease;
import dev.chatstack.kubernetes.pod.PodPlacement;
import dev.chatstack.kubernetes.storage.SnapshotSchedule;
import dev.chatstack.mesh.IngressGateway;
import dev.chatstack.mesh.IstioMesh;
import dev.chatstack.platform.DiskSnapshotClass;
import dev.chatstack.platform.StorageClass;
import dev.chatstack.platform.monitoring.ExistingMonitoring;
import dev.chatstack.platform.monitoring.Monitoring;
import java.util.Optional;
import software.constructs.Construct;

/** What a cluster gets once: storage classes, the mesh and its door, monitoring. The same for every cloud. */
final class PlatformStack extends TerraformStack {
    private static final int MAX_PODS = 100;

    PlatformStack(
            Construct scope,
            String id,
            Environment named,
            ClusterCloud cloud,
            Optional<ClusterAccess.Kubeconfig> kubeconfig) {
        super(scope, id);
        EnvironmentConfig config = named.config();
        Outside.of(config).surround(this);
        KubernetesCluster cluster = cloud.find(this, kubeconfig);
        ClusterProviders.define(this, cluster.access());
        StackOutput.define(this, "kubeconfig", "prints how kubectl gets access", cloud.kubeconfigCommand());
        cluster.databaseDisk().ifPresent(disk -> StorageClass.ofDatabase(this, disk));
        cluster.defaultDisk().ifPresent(disk -> StorageClass.byDefault(this, disk));
        Optional<HelmRelease> controllers = cloud.controllers(this, cluster);
        cluster.snapshots()
                .ifPresent(driver ->
                        new DiskSnapshotClass(this, namespace(config.monitoringNamespace(), cluster), driver));
        config.mesh().ifPresent(given -> {
            Optional<String> monitoring = config.monitoring().map(watching -> config.monitoringNamespace());
            IstioMesh mesh = new IstioMesh(this, namespace(Namespace.MESH, cluster), cluster, given, monitoring);
            if (config.chat().exposure() instanceof ExposureConfig.IstioGateway exposure) {
                IngressGateway gateway = new IngressGateway(
                        this,
                        cluster,
                        given,
                        new IngressGateway.Door(exposure, ChatProduct.of(named).target()),
                        mesh);
                ExternalSecrets.define(this, gateway.namespace(), config);
                controllers.ifPresent(first -> Order.allAfter(gateway, first));
            }
        });
        config.monitoring().ifPresent(given -> {
            Namespace namespace = namespace(config.monitoringNamespace(), cluster);
            ExternalSecrets.define(this, namespace, config);
            Monitoring.WatchedEnvironment watched = new Monitoring.WatchedEnvironment(
                    named.name(),
                    new Monitoring.WatchedChat(
                            config.chat().namespace(),
                            config.chat().exposure().port(),
                            new WayIn(config.chat(), cloud).pods()),
                    config.production(),
                    config.secretsRevision(),
                    WatchedSubjects.rules(named),
                    WatchedSubjects.platform(config, cloud));
            if (given.existing().isPresent()) {
                new ExistingMonitoring(
                        this,
                        namespace,
                        given,
                        WatchedSubjects.by(config).orElseThrow().prometheus(),
                        watched);
                return;
            }
            new GroupAccess(this, namespace, config.rbac().asViewers());
            Monitoring monitoring = new Monitoring(this, namespace, cluster, given, watched);
            controllers.ifPresent(first -> Order.allAfter(monitoring, first));
            config.backup()
                    .snapshots()
                    .ifPresent(snapshots ->
                            new SnapshotSchedule(this, namespace, cluster, snapshots, Monitoring.withVolumes(given)));
            Outputs.dashboards(this, namespace.name(), !given.dashboardAccess().isEmpty());
        });
        new PodPlacement(config.placement().platform()).over(this, any -> true);
    }

    /** The namespace {@code name}: the mesh and the monitoring may share one. */
    private Namespace namespace(String name, KubernetesCluster cluster) {
        return getNode().tryFindChild("namespace-" + name) instanceof Namespace made
                ? made
                : new Namespace(this, name, cluster, Namespace.Mesh.OUTSIDE, MAX_PODS);
    }
}
