package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.kubernetes.ClusterProviders;
import dev.chatstack.kubernetes.GroupAccess;
import dev.chatstack.kubernetes.MeshAuthorization;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.workload.Database;
import dev.chatstack.workload.ExternalMongoDb;
import dev.chatstack.workload.MongoDb;
import dev.chatstack.workload.RocketChat;
import java.util.function.Function;
import software.constructs.Construct;

/** What people came for, and what changes every week: the chat, its database, the way in. The same for every cloud. */
final class ChatStack extends TerraformStack {
    private static final String DATABASE = "rocketchat";

    /** Room for every replica twice, for the database and for its jobs. */
    private static final int SPARE_PODS = 20;

    ChatStack(
            Construct scope, String id, EnvironmentConfig config, Function<TerraformStack, KubernetesCluster> lookUp) {
        super(scope, id);
        KubernetesCluster cluster = lookUp.apply(this);
        ClusterProviders.define(this, cluster.access());
        RocketChatConfig chat = (RocketChatConfig) config.chat();
        int maxPods = 2 * chat.maxReplicas() + config.mongodb().members() + SPARE_PODS;
        Namespace.Mesh mesh = config.mesh() == null ? Namespace.Mesh.OUTSIDE : Namespace.Mesh.INSIDE;
        Namespace namespace = new Namespace(this, chat.namespace(), cluster, mesh, maxPods);
        Database mongo = database(namespace, cluster, config);
        WayIn wayIn = new WayIn(chat);
        new RocketChat(
                this, namespace, chat, mongo, new RocketChat.Setup(wayIn.gateway(cluster), cluster.uploadsBucket()));
        wayIn.define(this, namespace, cluster);
        Outputs.chat(this, chat, cluster);
        new GroupAccess(this, namespace, config.rbac());
        if (mesh == Namespace.Mesh.INSIDE) {
            new MeshAuthorization(this, namespace);
        }
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
                new MongoDb.Setup("rocketchat-mongo", DATABASE, config.secretsRevision()));
    }
}
