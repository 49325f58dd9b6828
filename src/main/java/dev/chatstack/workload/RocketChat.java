package dev.chatstack.workload;

import static dev.chatstack.kubernetes.GeneratedSecret.PASSWORD;

import dev.chatstack.config.RocketChatConfig;
import dev.chatstack.kubernetes.ClusterService;
import dev.chatstack.kubernetes.GeneratedSecret;
import dev.chatstack.kubernetes.HardenedDeployment;
import dev.chatstack.kubernetes.HardenedDeployment.Rollout;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.NetworkRules;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.Peer;
import dev.chatstack.kubernetes.ServiceAccount;
import java.util.Map;
import software.constructs.Construct;

/**
 * The Rocket.Chat server: a hardened Deployment, its Service, its first administrator and the network paths it needs.
 *
 * <p>It serves people through the gateway of the mesh, and talks to its own replicas, to MongoDB and to the internet: push
 * notifications, the marketplace, mail, webhooks and previews of links.
 */
public final class RocketChat extends Construct {
    /** Name of the Deployment and its Service. */
    public static final String NAME = "rocketchat-server";

    /** Port of the Service. */
    public static final int HTTP_PORT = 3000;

    /** Secret with the first administrator: {@code username}, {@code password}, {@code email}. */
    public static final String ADMIN_SECRET = "rocketchat-admin";

    /** Defines it in {@code namespace} with its data in {@code mongo}; {@code gateway} is whence people come. */
    public RocketChat(Construct scope, Namespace namespace, RocketChatConfig config, MongoDb mongo, Peer gateway) {
        super(scope, "rocketchat");
        // made once: Rocket.Chat reads it when it has no administrator, and from then on has the password itself
        GeneratedSecret admin = new GeneratedSecret(
                this,
                namespace,
                ADMIN_SECRET,
                GeneratedSecret.Revision.of(1),
                Map.of("username", "admin", "password", PASSWORD, "email", config.adminEmail()));
        new ServiceAccount(this, namespace, NAME, Map.of());
        ClusterService.of(this, namespace, NAME, new ClusterService.Port("http", HTTP_PORT, "http"));
        RocketChatPod pod = new RocketChatPod(config, mongo.connection(), admin);
        HardenedDeployment deployment =
                new HardenedDeployment(this, namespace, config.replicas(), pod.render(), rollout(config));
        Order.after(deployment, mongo.members());
        Order.after(deployment, admin);
        Peer self = new Peer.Pods(namespace.name(), NAME);
        new NetworkRules(this, NAME, namespace)
                .allowFrom("gateway", gateway, HTTP_PORT)
                .allowFrom("replicas", self, HTTP_PORT, RocketChatPod.BROKER_PORT)
                .allowTo("replicas", self, HTTP_PORT, RocketChatPod.BROKER_PORT)
                .allowTo(
                        "mongodb",
                        mongo.connection().server(),
                        mongo.connection().port())
                .allowTo("internet", Peer.INTERNET, 443, 587, 465, 25);
        mongo.allowFrom(NAME);
    }

    /** Without a licence a second server, even for the seconds of a rollout, would be one too many. */
    private static Rollout rollout(RocketChatConfig config) {
        return config.licenceSecret() == null ? Rollout.RECREATE : Rollout.SURGE;
    }
}
