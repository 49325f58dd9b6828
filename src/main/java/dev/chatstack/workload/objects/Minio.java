package dev.chatstack.workload.objects;

import static dev.chatstack.kubernetes.access.GeneratedSecret.PASSWORD;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.config.chat.ObjectsConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.network.ClusterService;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Probes;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.HardenedStatefulSet;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Probe;
import dev.chatstack.kubernetes.pod.Volume;
import dev.chatstack.workload.Watched;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** MinIO on three nodes, with one of three volumes to lose. From its last public image: see docs/chathub.md. */
public final class Minio extends Construct implements ObjectStorage {
    public static final String NAME = "minio";
    public static final String PORT_NAME = "s3";

    /** What one server says of all. */
    public static final String METRICS_PATH = "/minio/v2/metrics/cluster";

    private static final int PORT = 9000;
    private static final int SERVERS = 3;
    private static final int USER = 1000;
    private static final String BUCKET = "tailchat";

    private final Namespace namespace;
    private final GeneratedSecret secret;
    private final NetworkRules rules;
    private final BucketJob bucket;

    /** Defines the servers in {@code namespace}. */
    public Minio(Construct scope, Namespace namespace, KubernetesCluster cluster, ObjectsConfig.Minio config) {
        super(scope, NAME);
        this.namespace = namespace;
        // made once: servers with different passwords do not speak to each other while they restart one by one
        secret = GeneratedSecret.of(this, namespace, NAME, 1, Map.of("accessKey", BUCKET, "secretKey", PASSWORD));
        new ServiceAccount(this, namespace, NAME, Map.of());
        // its name has the address of every server, and a client tries the next one
        ClusterService.headless(this, namespace, NAME, new ClusterService.Port(PORT_NAME, PORT, "tcp"));
        HardenedStatefulSet servers = new HardenedStatefulSet(
                this, namespace, SERVERS, pod(config.volume(), cluster.storageClass(StorageTier.DATABASE)));
        Order.after(servers, secret);
        rules = new NetworkRules(this, NAME, namespace)
                .allowFrom("servers", pods(), PORT)
                .allowTo("servers", pods(), PORT);
        NetworkRules jobRules = new NetworkRules(new Construct(this, "bucket-rules"), BucketJob.NAME, namespace);
        allowFrom(BucketJob.NAME, jobRules);
        bucket = new BucketJob(this, namespace, connection(), jobRules, servers);
    }

    @Override
    public ObjectsConnection connection() {
        return new ObjectsConnection(NAME, PORT, false, BUCKET, secret.key("accessKey"), secret.key("secretKey"));
    }

    @Override
    public List<Construct> before() {
        return List.of(bucket.job());
    }

    @Override
    public void allowFrom(String client, NetworkRules clientRules) {
        clientRules.allowTo("objects", pods(), PORT);
        rules.allowFrom(client, new Peer.Pods(namespace.name(), client), PORT);
    }

    /** MinIO has one port for everything; what is not a metric asks for the password. */
    @Override
    public void allowFrom(Watched by) {
        rules.allowFrom("prometheus", by.prometheus(), PORT);
    }

    private Pod pod(String volume, Optional<String> storageClass) {
        return Pod.of(NAME, USER)
                .serviceAccount(NAME)
                .spread(Pod.Spread.ONE_PER_NODE)
                .claim("data", volume, storageClass)
                .volume(Volume.scratch("tmp", "256Mi"))
                .container(Container.of(NAME, Versions.image(NAME), Resources.of("100m", "1Gi"))
                        .command(
                                "minio",
                                "server",
                                "http://minio-{0...2}." + namespace.host("minio") + ":" + PORT + "/data")
                        .port(PORT_NAME, PORT)
                        .env("HOME", "/tmp")
                        // a token would be made of the password, and then be in the cluster's objects
                        .env("MINIO_PROMETHEUS_AUTH_TYPE", "public")
                        .env("MINIO_ROOT_USER", secret.key("accessKey"))
                        .env("MINIO_ROOT_PASSWORD", secret.key("secretKey"))
                        .mount("data", "/data")
                        .mount("tmp", "/tmp")
                        .probes(Probes.of(
                                Probe.http("/minio/health/live", PORT_NAME, 5, 5, 60),
                                Probe.http("/minio/health/live", PORT_NAME, 15, 10, 4),
                                Probe.http("/minio/health/ready", PORT_NAME, 5, 5, 2))));
    }

    private Peer pods() {
        return new Peer.Pods(namespace.name(), NAME);
    }
}
