package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.ClusterAccess;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.NodeTaint;
import dev.chatstack.clouds.ClusterCloud;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.cloud.DatabaseNodesConfig;
import dev.chatstack.kubernetes.ClusterProviders;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Outside;
import dev.chatstack.kubernetes.access.ExternalSecrets;
import dev.chatstack.kubernetes.access.GroupAccess;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.pod.PodPlacement;
import dev.chatstack.kubernetes.storage.SnapshotSchedule;
import dev.chatstack.mesh.MeshAuthorization;
import dev.chatstack.mesh.PodEncryption;
import dev.chatstack.workload.backup.BackedUpChat;
import dev.chatstack.workload.backup.FilesVolume;
import dev.chatstack.workload.backup.MongoBackup;
import dev.chatstack.workload.mongodb.Database;
import dev.chatstack.workload.mongodb.ExternalMongoDb;
import dev.chatstack.workload.mongodb.MongoDb;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.constructs.Construct;

/** What people came for, and what changes every week: the chat, its database, the ingress. The same for every cloud. */
final class ChatStack extends TerraformStack {
    /** Room for every replica twice, for the database and for its jobs, each of them twice. */
    private static final int SPARE_PODS = 32;

    ChatStack(
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
        ChatProduct product = ChatProduct.of(named);
        int maxPods = 2 * product.pods() + config.mongodb().members() + SPARE_PODS;
        Namespace.Mesh mesh = config.mesh().isEmpty() ? Namespace.Mesh.OUTSIDE : Namespace.Mesh.INSIDE;
        Namespace namespace = new Namespace(this, config.chat().namespace(), cluster, mesh, maxPods);
        if (mesh == Namespace.Mesh.INSIDE && config.monitoring().isPresent()) {
            namespace.letsSidecarsBeAskedBy(config.monitoringNamespace());
        }
        ExternalSecrets.define(this, namespace, config);
        Database mongo = database(namespace, cluster, config, product);
        product.define(this, namespace, cluster, mongo, new WayIn(config.chat(), cloud));
        switch (mongo) {
            case MongoDb ours ->
                backups(namespace, cluster, config.backup(), backedUp(named, product, ours), product.filesVolume());
            case ExternalMongoDb others -> {} // the team that runs the database backs it up
        }
        Outputs.chat(this, config.chat(), product.adminSecret(), cluster);
        new GroupAccess(this, namespace, config.rbac());
        if (mesh == Namespace.Mesh.INSIDE) {
            new MeshAuthorization(this, namespace);
            new PodEncryption(this, namespace);
        }
        place(config);
    }

    private void place(EnvironmentConfig config) {
        Predicate<String> database = (getNode().getPath() + "/mongodb/stateful-set/Default")::equals;
        new PodPlacement(config.placement().chat()).over(this, database.negate());
        PodPlacement members = new PodPlacement(config.placement().database());
        config.cloud()
                .databaseNodes()
                .ifPresent(own -> members.on(new NodeTaint(DatabaseNodesConfig.LABEL, DatabaseNodesConfig.POOL)));
        members.over(this, database);
    }

    private void backups(
            Namespace namespace,
            KubernetesCluster cluster,
            BackupConfig config,
            BackedUpChat chat,
            Optional<FilesVolume> files) {
        config.snapshots()
                .ifPresent(snapshots -> new SnapshotSchedule(
                        this,
                        namespace,
                        cluster,
                        snapshots,
                        List.of(chat.mongo().name())));
        new MongoBackup(this, namespace, cluster, config, chat, files);
    }

    private static BackedUpChat backedUp(Environment named, ChatProduct product, MongoDb mongo) {
        return new BackedUpChat(
                named.name(),
                product.name(),
                named.config().chat().version(),
                mongo,
                named.config().mongodb().volume(),
                product.deployments());
    }

    private Database database(
            Namespace namespace, KubernetesCluster cluster, EnvironmentConfig config, ChatProduct product) {
        return config.mongodb()
                .external()
                .<Database>map(external -> new ExternalMongoDb(external, config.secretsRevision()))
                .orElseGet(() -> ours(namespace, cluster, config, product));
    }

    private MongoDb ours(
            Namespace namespace, KubernetesCluster cluster, EnvironmentConfig config, ChatProduct product) {
        return new MongoDb(
                this,
                namespace,
                cluster,
                config.mongodb(),
                new MongoDb.ReplicaSetSettings(
                        product.name() + "-mongo",
                        Versions.image(product.mongoImage()),
                        product.name(),
                        config.secretsRevision(),
                        WatchedSubjects.by(config),
                        product.holdsObjectIndex()));
    }
}
