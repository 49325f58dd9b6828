package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.kubernetes.ClusterProviders;
import dev.chatstack.kubernetes.Namespace;
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
        MongoDb mongo = new MongoDb(
                this,
                namespace,
                cluster,
                config.mongodb(),
                new MongoDb.Setup("rocketchat-mongo", DATABASE, config.secretsRevision()));
        WayIn wayIn = new WayIn(chat);
        new RocketChat(
                this, namespace, chat, mongo, new RocketChat.Setup(wayIn.gateway(cluster), cluster.uploadsBucket()));
        wayIn.define(this, namespace, cluster);
        Outputs.chat(this, chat, cluster);
    }
}
