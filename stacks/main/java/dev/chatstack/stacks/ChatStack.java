package dev.chatstack.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.ExposureConfig;
import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.kubernetes.ClusterProviders;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Peer;
import dev.chatstack.platform.IngressGateway;
import dev.chatstack.workload.AlbIngress;
import dev.chatstack.workload.IstioRoute;
import dev.chatstack.workload.MongoDb;
import dev.chatstack.workload.RocketChat;
import java.util.List;
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
        int maxPods = 2 * chat.replicas() + config.mongodb().members() + SPARE_PODS;
        Namespace.Mesh mesh = config.mesh() == null ? Namespace.Mesh.OUTSIDE : Namespace.Mesh.INSIDE;
        Namespace namespace = new Namespace(this, chat.namespace(), cluster, mesh, maxPods);
        MongoDb mongo = new MongoDb(
                this,
                namespace,
                cluster,
                config.mongodb(),
                new MongoDb.Setup("rocketchat-mongo", DATABASE, config.secretsRevision()));
        new RocketChat(this, namespace, chat, mongo, gateway(chat, cluster));
        if (chat.exposure() instanceof ExposureConfig.IstioGateway exposure) {
            new IstioRoute(
                    this,
                    namespace,
                    chat.host(),
                    exposure,
                    new IstioRoute.Target(RocketChat.NAME, RocketChat.HTTP_PORT));
        }
        if (chat.exposure() instanceof ExposureConfig.Alb exposure) {
            AlbIngress ingress = new AlbIngress(
                    this,
                    namespace,
                    chat.host(),
                    exposure,
                    new AlbIngress.Target(RocketChat.NAME, RocketChat.HTTP_PORT, cluster.name() + "-chat"));
            Outputs.define(this, "address", "the DNS record of the chat's host name points here", ingress.address());
        }
        Outputs.chat(this, chat, cluster);
    }

    /** Whence people come: the mesh's gateway, or the cloud's load balancer itself. */
    private static Peer gateway(RocketChatConfig chat, KubernetesCluster cluster) {
        if (chat.exposure() instanceof ExposureConfig.Alb) {
            return new Peer.Addresses(cluster.loadBalancerNetwork().orElseThrow(), List.of());
        }
        return new Peer.InNamespace(IngressGateway.NAMESPACE);
    }
}
