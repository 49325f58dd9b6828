package dev.chatstack.workload.mongodb;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.network.ClusterService;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.HardenedStatefulSet;
import dev.chatstack.workload.Watched;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * A MongoDB replica set that keeps itself as many members as asked for.
 *
 * <p>Next to each member runs a reconciler that initiates the set, adds, removes and recovers members, and sets the accounts'
 * passwords; see docs/mongodb.md. The number of members is a file that changes under running pods, so that scaling restarts none.
 */
public final class MongoDb extends Construct implements Database {
    /** The port of every member. */
    public static final int PORT = 27017;

    private final String name;
    private final String image;
    private final String database;
    private final Namespace namespace;
    private final MongoAccounts accounts;
    private final HardenedStatefulSet members;

    /** Defines the replica set {@code name}, whose one database for clients is {@code database}. */
    public MongoDb(
            Construct scope,
            Namespace namespace,
            KubernetesCluster cluster,
            MongoDbConfig config,
            ReplicaSetSettings settings) {
        super(scope, "mongodb");
        this.name = settings.name();
        this.image = settings.image();
        this.database = settings.database();
        this.namespace = namespace;
        String host = namespace.host(name);
        accounts = new MongoAccounts(this, namespace, host, settings);
        new ServiceAccount(this, namespace, name, Map.of());
        // the port's name makes the SRV record that clients look up
        ClusterService.headless(this, namespace, name, new ClusterService.Port("mongodb", PORT, "tcp"));
        ConfigFiles scripts = MongoMember.scripts(this, namespace, name);
        ConfigFiles wanted =
                new ConfigFiles(this, namespace, name + "-members", Map.of("members", config.members() + "\n"));
        MongoMember member = new MongoMember(settings, host, config, accounts, scripts, wanted);
        members = new HardenedStatefulSet(
                this, namespace, config.members(), member.pod(cluster.storageClass(StorageTier.DATABASE)));
        Order.after(members, accounts.secrets().toArray(Construct[]::new));
        NetworkRules rules = new NetworkRules(this, name, namespace)
                .allowFrom("members", server(), PORT)
                .allowTo("members", server(), PORT);
        settings.watched().ifPresent(by -> rules.allowFrom("prometheus", by.prometheus(), MongoMember.METRICS_PORT));
    }

    /**
     * What one replica set is for.
     *
     * @param name of the StatefulSet, its Service and, with the account's name behind it, its Secrets
     * @param image of its members, and of whatever asks them
     * @param database the database of its clients
     * @param secretsRevision raised to replace every password
     * @param watched by whom its members are watched
     * @param holdsObjectIndex whether a store of objects keeps their names here too, in a database and with its own account
     */
    public record ReplicaSetSettings(
            String name,
            String image,
            String database,
            int secretsRevision,
            Optional<Watched> watched,
            boolean holdsObjectIndex) {
        /** For the chat alone. */
        public ReplicaSetSettings(
                String name, String image, String database, int secretsRevision, Optional<Watched> watched) {
            this(name, image, database, secretsRevision, watched, false);
        }
    }

    /** The image that it runs, whose tools fit it. */
    public String image() {
        return image;
    }

    /** The database of its clients. */
    public String database() {
        return database;
    }

    /** Raised to replace every password. */
    public int secretsRevision() {
        return Integer.parseInt(accounts.chat().revision());
    }

    /** Name of the StatefulSet. */
    public String name() {
        return name;
    }

    @Override
    public MongoConnection connection() {
        return new MongoConnection(
                List.of(server()),
                PORT,
                accounts.chat().key("uri"),
                accounts.chat().revision(),
                Optional.empty());
    }

    @Override
    public List<Construct> before() {
        return List.of(members);
    }

    @Override
    public void allowFrom(String client, String account) {
        new NetworkRules(new Construct(this, "client-" + client), name, namespace)
                .allowFrom(client, new Peer.Pods(namespace.name(), client, account), PORT);
    }

    /** The Secret of one of its accounts. */
    public GeneratedSecret account(String account) {
        return accounts.account(account);
    }

    private Peer server() {
        return new Peer.Pods(namespace.name(), name);
    }
}
