package dev.chatstack.workload.rocketchat;

import static dev.chatstack.kubernetes.access.GeneratedSecret.PASSWORD;

import dev.chatstack.cloud.CloudIdentity;
import dev.chatstack.cloud.ObjectBucket;
import dev.chatstack.config.chat.ChatDestinations;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.network.ClusterService;
import dev.chatstack.kubernetes.network.HostIngress;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Outward;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.HardenedDeployment;
import dev.chatstack.kubernetes.pod.HardenedDeployment.Rollout;
import dev.chatstack.kubernetes.pod.Scale;
import dev.chatstack.kubernetes.storage.SharedVolume;
import dev.chatstack.platform.monitoring.Monitoring;
import dev.chatstack.workload.Watched;
import dev.chatstack.workload.backup.FilesVolume;
import dev.chatstack.workload.backup.MongoBackup;
import dev.chatstack.workload.mongodb.Database;
import dev.chatstack.workload.mongodb.MongoDb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Path that answers 200 as long as the server answers at all. */
    public static final String HEALTH = "/health";

    /** Secret with the first administrator: {@code username}, {@code password}, {@code email}. */
    public static final String ADMIN_SECRET = "rocketchat-admin";

    /** Claim for the files that people send, where they lie on a volume. */
    static final String UPLOADS = "rocketchat-uploads";

    private static final String PEERS = NAME + "-peers";

    private static final String SETTINGS = "rocketchat-settings";

    /** Defines the servers in {@code namespace} with their data in {@code mongo}. */
    public RocketChat(
            Construct scope, Namespace namespace, RocketChatConfig config, Database mongo, Surroundings surroundings) {
        super(scope, "rocketchat");
        // made once: Rocket.Chat reads it when it has no administrator, and from then on has the password itself
        GeneratedSecret admin = GeneratedSecret.of(
                this,
                namespace,
                ADMIN_SECRET,
                1,
                Map.of("username", "admin", "password", PASSWORD, "email", config.adminEmail()));
        new ServiceAccount(this, namespace, NAME, surroundings.identity().accountAnnotations());
        RocketChatSettings settings = new RocketChatSettings(config.settings(), surroundings.uploads());
        ConfigFiles settingsMap = ConfigFiles.of(this, namespace, SETTINGS, settings.plain());
        RocketChatPod pod =
                new RocketChatPod(config, mongo.connection(), admin, settings, settingsMap, surroundings.watched());
        RocketChatPod.uploadsVolume(config)
                .filter(volume -> volume.existingClaim().isEmpty())
                .ifPresent(volume -> new SharedVolume(
                        this, namespace, UPLOADS, volume.size(), volume.storageClass(), SharedVolume.From.MANY_NODES));
        Construct servers = config.isMicroservices()
                ? new RocketChatMicroservices(this, namespace, pod, mongo, surroundings).release()
                : monolith(namespace, pod, mongo, surroundings);
        Order.after(servers, mongo.before());
        Order.after(servers, admin);
        // one that is alone migrates alone in any case
        if (config.licenceSecret().isPresent()) {
            RocketChatMigrations migrations = new RocketChatMigrations(this, namespace, config.version(), pod, mongo);
            Order.after(migrations.job(), admin, settingsMap);
            Order.after(servers, migrations.job());
        }
        if (mongo instanceof MongoDb ours) {
            new RocketChatRehearsal(this, namespace, pod, ours);
        }
    }

    private Construct monolith(Namespace namespace, RocketChatPod pod, Database mongo, Surroundings surroundings) {
        ClusterService.of(this, namespace, NAME, new ClusterService.Port("http", HTTP_PORT, "http"));
        // servers call each other by address: a mesh encrypts that only for addresses and ports that a Service names
        ClusterService.headless(
                new Construct(this, "peers"),
                namespace,
                PEERS,
                NAME,
                new ClusterService.Port("tcp-broker", RocketChatPod.BROKER_PORT, "tcp"));
        Peer self = new Peer.Pods(namespace.name(), NAME);
        NetworkRules rules = new NetworkRules(this, NAME, namespace)
                .allowFrom("gateway", surroundings.gateway(), HTTP_PORT)
                .allowFrom("replicas", self, HTTP_PORT, RocketChatPod.BROKER_PORT)
                .allowTo("replicas", self, HTTP_PORT, RocketChatPod.BROKER_PORT);
        surroundings
                .watched()
                .ifPresent(by -> rules.allowFrom("prometheus", by.prometheus(), RocketChatPod.METRICS_PORT));
        surroundings.openPaths(rules, pod.config());
        mongo.connection().allowFrom(rules);
        mongo.allowFrom(NAME);
        return new HardenedDeployment(this, namespace, scale(pod.config()), pod.render(), rollout(pod.config()));
    }

    /**
     * What surrounds it.
     *
     * @param gateway the pods through which people reach it
     * @param uploads the bucket that the cluster's stack made for files
     * @param identity who its pods are to the cloud
     * @param watched by whom it is watched, and where it sends its traces
     */
    public record Surroundings(
            Peer gateway, Optional<ObjectBucket> uploads, CloudIdentity identity, Optional<Watched> watched) {
        /** Opens what a server with {@code config} needs besides people and the database. */
        void openPaths(NetworkRules rules, RocketChatConfig config) {
            // push notifications, the marketplace, webhooks and previews of links
            new Outward(rules)
                    .toTheInternet()
                    .to(ChatDestinations.of(config.settings()))
                    .toPlaces(config.reaches());
            if (config.settings().mail().isEmpty()) {
                // administrators name a mail server in the chat itself
                rules.allowTo("mail", Peer.INTERNET, 587, 465, 25);
            }
            watched.filter(Watched::takesTraces)
                    .ifPresent(by -> rules.allowTo(
                            "traces",
                            new Peer.Pods(by.namespace(), Monitoring.TRACES_SERVICE),
                            Monitoring.TRACES_PORT));
            rules.allowToIdentity(identity);
        }
    }

    /** The most that Node's heap may take in a server, in bytes. */
    public static long heapBytes(RocketChatConfig config) {
        return RocketChatPod.heap(config).bytes();
    }

    /** The Deployments that use the database. */
    public static List<MongoBackup.Client> clients(RocketChatConfig config) {
        return config.isMicroservices()
                ? RocketChatMicroservices.clients(config)
                : List.of(new MongoBackup.Client(NAME, NAME, config.replicas()));
    }

    /** The volume with the files that people sent; empty where they are elsewhere. */
    public static Optional<FilesVolume> files(RocketChatConfig config) {
        return RocketChatPod.uploadsVolume(config)
                .map(volume -> new FilesVolume(
                        RocketChatPod.uploadsClaim(volume),
                        RocketChatPod.USER,
                        // ours can be mounted by many nodes; and several servers need one that can
                        volume.existingClaim()
                                .filter(claim -> config.maxPods() == 1)
                                .map(claim -> NAME)));
    }

    /** Where requests for its host name go. */
    public static HostIngress.Target target(RocketChatConfig config) {
        return config.isMicroservices() ? RocketChatMicroservices.target() : new HostIngress.Target(NAME, HTTP_PORT);
    }

    private static Scale scale(RocketChatConfig config) {
        return new Scale(config.replicas(), config.autoscaling());
    }

    /** Without a licence a second server, even for the seconds of a rollout, would be one too many. */
    private static Rollout rollout(RocketChatConfig config) {
        return config.licenceSecret().isEmpty() ? Rollout.RECREATE : Rollout.SURGE;
    }
}
