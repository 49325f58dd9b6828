package dev.chatstack.workload.tailchat;

import static dev.chatstack.kubernetes.access.GeneratedSecret.PASSWORD;

import dev.chatstack.config.Destination;
import dev.chatstack.config.chat.TailchatConfig;
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
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Scale;
import dev.chatstack.workload.NodeHeap;
import dev.chatstack.workload.Watched;
import dev.chatstack.workload.backup.MongoBackup;
import dev.chatstack.workload.mongodb.Database;
import dev.chatstack.workload.objects.ObjectStorage;
import dev.chatstack.workload.valkey.Valkey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * Tailchat: the core that serves people, the plug-ins, the open platform and the page of the administrators. They know each other
 * through Valkey alone.
 */
public final class Tailchat extends Construct {
    /** Name of the Deployment that serves people, and of its Service. */
    public static final String NAME = "tailchat";

    /** Port of the Service. */
    public static final int HTTP_PORT = 11000;

    /** Path that answers 200 as long as the process runs. */
    public static final String HEALTH = "/health";

    /** Secret with the account of the administrators' page: {@code username}, {@code password}. */
    public static final String ADMIN_SECRET = "tailchat-admin-account";

    static final String PLUGINS = "tailchat-plugins";
    static final String OPENAPI = "tailchat-openapi";
    static final String ADMIN = "tailchat-admin";
    static final int OPENAPI_PORT = 3003;
    static final int ADMIN_PORT = 3000;
    static final int METRICS_PORT = 13030;

    /** Two survive a node failure. */
    private static final int HELPERS = 2;

    private final Namespace namespace;
    private final Dependencies dependencies;
    private final GeneratedSecret secret;
    private final GeneratedSecret admin;
    private final ConfigFiles probe;
    private final TailchatPods pods;

    /** Defines the programs in {@code namespace}. */
    public Tailchat(Construct scope, Namespace namespace, TailchatConfig config, Dependencies dependencies) {
        super(scope, NAME);
        this.namespace = namespace;
        this.dependencies = dependencies;
        secret = generated(NAME, Map.of("secret", PASSWORD));
        admin = generated(ADMIN_SECRET, Map.of("username", "admin", "password", PASSWORD));
        probe = ConfigFiles.of(this, namespace, "tailchat-probe", "/tailchat", List.of("ready.js"));
        pods = new TailchatPods(config, dependencies, secret, admin, probe);
        NetworkRules core =
                workload(NAME, new Scale(config.replicas(), config.autoscaling()), pods.core(), Optional.of(HTTP_PORT));
        NetworkRules plugins = workload(PLUGINS, Scale.fixed(HELPERS), pods.plugins(), Optional.empty());
        NetworkRules openapi = workload(OPENAPI, Scale.fixed(HELPERS), pods.openapi(), Optional.of(OPENAPI_PORT));
        workload(ADMIN, Scale.fixed(HELPERS), pods.admin(), Optional.of(ADMIN_PORT));
        // addresses that people send, plug-ins of GitHub and the like, bots
        List.of(core, plugins, openapi)
                .forEach(rules ->
                        new Outward(rules).toTheInternet().to(mail(config)).toPlaces(config.reaches()));
        dependencies.watched().ifPresent(by -> List.of(core, plugins, openapi)
                .forEach(rules -> rules.allowFrom("prometheus", by.prometheus(), METRICS_PORT)));
    }

    private static List<Destination> mail(TailchatConfig config) {
        return config.mail().stream()
                .map(mail -> new Destination("mail", "chat.mail.host", mail.host(), mail.port()))
                .toList();
    }

    /**
     * What surrounds it.
     *
     * @param gateway the pods through which people reach it
     * @param secretsRevision raised to replace every password
     */
    public record Dependencies(
            Peer gateway,
            Database mongo,
            Valkey valkey,
            ObjectStorage objects,
            int secretsRevision,
            Optional<Watched> watched) {}

    /** Where requests for its host name go. */
    public static HostIngress.Target target() {
        return new HostIngress.Target(
                NAME,
                NAME,
                HTTP_PORT,
                List.of(
                        new HostIngress.Branch("/admin", ADMIN, ADMIN_PORT),
                        new HostIngress.Branch("/open", OPENAPI, OPENAPI_PORT)));
    }

    /** Tailchat's Deployments, in the order in which they are stopped. */
    public static List<MongoBackup.Client> clients(TailchatConfig config) {
        return List.of(
                new MongoBackup.Client(NAME, NAME, config.replicas()),
                new MongoBackup.Client(ADMIN, ADMIN, HELPERS),
                new MongoBackup.Client(OPENAPI, OPENAPI, HELPERS),
                new MongoBackup.Client(PLUGINS, PLUGINS, HELPERS));
    }

    /** The most pods that there will be. */
    public static int maxPods(TailchatConfig config) {
        return config.maxReplicas() + 3 * HELPERS;
    }

    /** The most that Node's heap may take in a server, in bytes. */
    public static long heapBytes(TailchatConfig config) {
        return new NodeHeap(config.resources().memoryLimit()).bytes();
    }

    private GeneratedSecret generated(String name, Map<String, String> forms) {
        return GeneratedSecret.of(this, namespace, name, dependencies.secretsRevision(), forms);
    }

    private NetworkRules workload(String name, Scale scale, Pod pod, Optional<Integer> port) {
        Construct scope = new Construct(this, "program-" + name);
        new ServiceAccount(scope, namespace, name, Map.of());
        NetworkRules rules = new NetworkRules(scope, name, namespace);
        port.ifPresent(number -> {
            ClusterService.of(scope, namespace, name, new ClusterService.Port("http", number, "http"));
            rules.allowFrom("gateway", dependencies.gateway(), number);
        });
        HardenedDeployment deployment = new HardenedDeployment(scope, namespace, scale, pod, Rollout.SURGE);
        Order.after(deployment, secret, admin, probe, dependencies.valkey().before());
        Order.after(deployment, dependencies.mongo().before());
        Order.after(deployment, dependencies.objects().before());
        dependencies.mongo().connection().allowFrom(rules);
        dependencies.mongo().allowFrom(name);
        dependencies.valkey().allowFrom(name, rules);
        dependencies.objects().allowFrom(name, rules);
        return rules;
    }
}
