package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.Environment;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.kubernetes.ClusterProviders;
import dev.chatstack.kubernetes.GroupAccess;
import dev.chatstack.kubernetes.MeshAuthorization;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.SnapshotSchedule;
import dev.chatstack.workload.ChatTargets;
import dev.chatstack.workload.Database;
import dev.chatstack.workload.ExternalMongoDb;
import dev.chatstack.workload.MongoBackup;
import dev.chatstack.workload.MongoDb;
import dev.chatstack.workload.RocketChat;
import java.util.List;
import java.util.function.Function;
import software.constructs.Construct;

/** What people came for, and what changes every week: the chat, its database, the way in. The same for every cloud. */
final class ChatStack extends TerraformStack {
    /** The database of the chat. */
    static final String DATABASE = "rocketchat";

    /** Its replica set. */
    static final String MONGO = "rocketchat-mongo";

    /** Room for every replica twice, for the database and for its jobs. */
    private static final int SPARE_PODS = 20;

    ChatStack(Construct scope, String id, Environment named, Function<TerraformStack, KubernetesCluster> lookUp) {
        super(scope, id);
        EnvironmentConfig config = named.config();
        KubernetesCluster cluster = lookUp.apply(this);
        ClusterProviders.define(this, cluster.access());
        RocketChatConfig chat = (RocketChatConfig) config.chat();
        int maxPods = 2 * chat.maxPods() + config.mongodb().members() + SPARE_PODS;
        Namespace.Mesh mesh = config.mesh() == null ? Namespace.Mesh.OUTSIDE : Namespace.Mesh.INSIDE;
        Namespace namespace = new Namespace(this, chat.namespace(), cluster, mesh, maxPods);
        Database mongo = database(namespace, cluster, config);
        WayIn wayIn = new WayIn(chat);
        new RocketChat(
                this,
                namespace,
                chat,
                mongo,
                new RocketChat.Setup(
                        wayIn.gateway(cluster),
                        cluster.uploadsBucket(),
                        BucketUsers.uploads(chat).map(cluster::identity).orElse(CloudIdentity.NONE),
                        WatchedSubjects.by(config)));
        WatchedSubjects.by(config).ifPresent(by -> new ChatTargets(this, namespace, chat, mongo, by.namespace()));
        if (mongo instanceof MongoDb && config.backup().snapshots() != null) {
            new SnapshotSchedule(this, namespace, cluster, config.backup().snapshots(), List.of(MONGO));
        }
        if (mongo instanceof MongoDb ours) {
            new MongoBackup(this, namespace, cluster, config.backup(), subject(named.name(), config, chat, ours));
        }
        wayIn.define(this, namespace, cluster);
        Outputs.chat(this, chat, cluster);
        new GroupAccess(this, namespace, config.rbac());
        if (mesh == Namespace.Mesh.INSIDE) {
            new MeshAuthorization(this, namespace);
        }
    }

    private static MongoBackup.Subject subject(
            String environment, EnvironmentConfig config, RocketChatConfig chat, MongoDb mongo) {
        return new MongoBackup.Subject(
                environment,
                "rocketchat",
                chat.version(),
                mongo,
                DATABASE,
                config.mongodb().volume(),
                RocketChat.clients(chat));
    }

    private Database database(Namespace namespace, KubernetesCluster cluster, EnvironmentConfig config) {
        if (config.mongodb().external() != null) {
            return new ExternalMongoDb(config.mongodb().external(), config.secretsRevision());
        }
        return new MongoDb(
                this,
                namespace,
                cluster,
                config.mongodb(),
                new MongoDb.Setup(MONGO, DATABASE, config.secretsRevision(), WatchedSubjects.by(config)));
    }
}
