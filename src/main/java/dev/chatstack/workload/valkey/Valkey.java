package dev.chatstack.workload.valkey;

import static dev.chatstack.kubernetes.access.GeneratedSecret.PASSWORD;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.network.ClusterService;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.kubernetes.pod.HardenedDeployment;
import dev.chatstack.kubernetes.pod.HardenedStatefulSet;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Scale;
import dev.chatstack.workload.Watched;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * Three Valkey servers, each with a Sentinel next to it, and two proxies that lead every client to the one that is master now.
 *
 * <p>No client ever names a server. docs/valkey.md says how a lost master is replaced, and what tests show it.
 */
public final class Valkey extends Construct {
    /** Name of the proxies and their Service: the address of every client. */
    public static final String PROXY = "valkey-proxy";

    /** Port of clients, at the proxies and at the servers. */
    public static final int PORT = 6379;

    public static final String NAME = "valkey";
    static final int SENTINEL_PORT = 26379;
    static final int STATUS_PORT = 8404;
    static final int EXPORTER_PORT = 9121;

    /** With two of three Sentinels there is a majority. */
    private static final int SERVERS = 3;

    private static final List<String> SCRIPTS =
            List.of("cluster.sh", "probe.sh", "sentinel.conf", "start-sentinel.sh", "start-valkey.sh", "valkey.conf");

    private final Namespace namespace;
    private final GeneratedSecret secret;
    private final HardenedDeployment proxies;
    private final NetworkRules proxyRules;

    /** Defines servers and proxies in {@code namespace}. */
    public Valkey(Construct scope, Namespace namespace, KubernetesCluster cluster, Optional<Watched> watched) {
        super(scope, "valkey");
        this.namespace = namespace;
        // made once: servers and Sentinels with different passwords do not speak to each other while they restart one
        // by one
        secret = GeneratedSecret.of(
                this,
                namespace,
                NAME,
                1,
                Map.of("password", PASSWORD, "url", "redis://:" + PASSWORD + "@" + PROXY + ":" + PORT));
        ValkeyPods pods = new ValkeyPods(secret, addresses(), watched.isPresent());
        ConfigFiles scripts = files(this, "valkey-scripts", SCRIPTS);
        HardenedStatefulSet servers = servers(pods.server(scripts, cluster.storageClass(StorageTier.DATABASE)));
        Order.after(servers, secret, scripts);
        Construct proxy = new Construct(this, "proxy");
        ConfigFiles config = files(proxy, PROXY, List.of("haproxy.cfg"));
        proxies = proxies(proxy, pods.proxy(config));
        Order.after(proxies, secret, config, servers);
        NetworkRules serverRules = new NetworkRules(this, NAME, namespace)
                .allowFrom("servers", pods(NAME), PORT, SENTINEL_PORT)
                .allowTo("servers", pods(NAME), PORT, SENTINEL_PORT)
                .allowFrom("proxies", pods(PROXY), PORT, SENTINEL_PORT);
        proxyRules = new NetworkRules(proxy, PROXY, namespace).allowTo("servers", pods(NAME), PORT, SENTINEL_PORT);
        watched.ifPresent(by -> {
            serverRules.allowFrom("prometheus", by.prometheus(), EXPORTER_PORT);
            proxyRules.allowFrom("prometheus", by.prometheus(), STATUS_PORT);
        });
    }

    private HardenedStatefulSet servers(Pod pod) {
        new ServiceAccount(this, namespace, NAME, Map.of());
        ClusterService.headless(this, namespace, NAME, port("valkey", PORT), port("sentinel", SENTINEL_PORT));
        return new HardenedStatefulSet(this, namespace, SERVERS, pod);
    }

    /** One for clients, and one that is there when the node of the other is not. */
    private HardenedDeployment proxies(Construct scope, Pod pod) {
        new ServiceAccount(scope, namespace, PROXY, Map.of());
        ClusterService.of(scope, namespace, PROXY, port("valkey", PORT));
        return new HardenedDeployment(scope, namespace, Scale.fixed(2), pod, HardenedDeployment.Rollout.SURGE);
    }

    /** URL of the proxies, with the password. */
    public EnvValue url() {
        return secret.key("url");
    }

    /** What must be there before its clients start. */
    public Construct before() {
        return proxies;
    }

    /** Opens the path between it and {@code client}, whose own rules are {@code rules}. */
    public void allowFrom(String client, NetworkRules rules) {
        rules.allowTo("valkey", pods(PROXY), PORT);
        proxyRules.allowFrom(client, pods(client), PORT);
    }

    /** A Service for each server: its address stays when the pod moves, so that nobody needs names to replace a master. */
    private Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (int server = 0; server < SERVERS; server++) {
            String name = NAME + "-" + server;
            ClusterService service = ClusterService.ofPod(
                    new Construct(this, name), namespace, name, port("valkey", PORT), port("sentinel", SENTINEL_PORT));
            addresses.put("VALKEY_" + server, service.address());
        }
        return addresses;
    }

    private ConfigFiles files(Construct scope, String name, List<String> files) {
        return ConfigFiles.of(scope, namespace, name, "/valkey", files);
    }

    private static ClusterService.Port port(String name, int number) {
        return new ClusterService.Port(name, number, "tcp");
    }

    private Peer pods(String name) {
        return new Peer.Pods(namespace.name(), name);
    }
}
