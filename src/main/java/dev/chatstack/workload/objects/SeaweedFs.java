package dev.chatstack.workload.objects;

import static dev.chatstack.kubernetes.access.GeneratedSecret.PASSWORD;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.config.chat.ObjectsConfig;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.Order;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.access.ServiceAccount;
import dev.chatstack.kubernetes.network.ClusterService;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import dev.chatstack.kubernetes.pod.HardenedDeployment;
import dev.chatstack.kubernetes.pod.HardenedStatefulSet;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Scale;
import dev.chatstack.workload.Watched;
import dev.chatstack.workload.mongodb.MongoDb;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * SeaweedFS: three servers that hold every object twice and elect their master, and two gateways that speak S3.
 *
 * <p>The gateways hold nothing: the names of the objects are in the chat's MongoDB, in their own database.
 */
public final class SeaweedFs extends Construct implements ObjectStorage {
    public static final String NAME = "seaweedfs";
    public static final String GATEWAY = "seaweedfs-s3";
    static final int S3_PORT = 8333;
    static final int FILER_PORT = 8888;
    static final int MASTER_PORT = 9333;
    static final int VOLUME_PORT = 8080;

    /** Port of the metrics; Go's own profiles are there too, so nobody but Prometheus may reach this port. */
    static final int METRICS_PORT = 9327;

    /** Every port has one for gRPC next to it. */
    private static final int GRPC = 10000;

    private static final String BUCKET = "tailchat";

    private static final int SERVERS = 3;

    private static final Integer[] SERVER_PORTS = {MASTER_PORT, MASTER_PORT + GRPC, VOLUME_PORT, VOLUME_PORT + GRPC};

    private final Namespace namespace;
    private final GeneratedSecret secret;
    private final NetworkRules serverRules;
    private final NetworkRules gatewayRules;
    private final BucketJob bucket;

    /** Defines the store with the names of its objects in {@code mongo}. */
    public SeaweedFs(
            Construct scope,
            Namespace namespace,
            KubernetesCluster cluster,
            ObjectsConfig.SeaweedFs config,
            MongoDb mongo) {
        super(scope, NAME);
        this.namespace = namespace;
        secret = GeneratedSecret.of(
                this,
                namespace,
                GATEWAY,
                mongo.secretsRevision(),
                Map.of(
                        "accessKey", BUCKET,
                        "secretKey", PASSWORD,
                        "s3.json", identities()));
        ConfigFiles files = ConfigFiles.of(this, namespace, NAME, "/seaweedfs", List.of("filer.toml", "master.toml"));
        SeaweedFsPods pods = new SeaweedFsPods(namespace.host(NAME), SERVERS, files, secret, mongo);
        HardenedStatefulSet servers = servers(pods.server(config.volume(), cluster.storageClass(StorageTier.DATABASE)));
        Order.after(servers, files);
        Construct gateway = new Construct(this, "gateway");
        HardenedDeployment gateways = gateways(gateway, pods.gateway());
        Order.after(gateways, secret, servers);
        Order.after(gateways, mongo.before());
        serverRules = serverRules();
        gatewayRules = gatewayRules(gateway);
        mongo.connection().allowFrom(gatewayRules);
        mongo.allowFrom(GATEWAY);
        NetworkRules jobRules = new NetworkRules(new Construct(this, "bucket-rules"), BucketJob.NAME, namespace);
        allowFrom(BucketJob.NAME, jobRules);
        bucket = new BucketJob(this, namespace, connection(), jobRules, gateways);
    }

    private HardenedStatefulSet servers(Pod pod) {
        new ServiceAccount(this, namespace, NAME, Map.of());
        ClusterService.headless(
                this,
                namespace,
                NAME,
                tcp("master", MASTER_PORT),
                tcp("master-grpc", MASTER_PORT + GRPC),
                tcp("volume", VOLUME_PORT),
                tcp("volume-grpc", VOLUME_PORT + GRPC));
        return new HardenedStatefulSet(this, namespace, SERVERS, pod);
    }

    private HardenedDeployment gateways(Construct scope, Pod pod) {
        new ServiceAccount(scope, namespace, GATEWAY, Map.of());
        ClusterService.of(scope, namespace, GATEWAY, new ClusterService.Port("s3", S3_PORT, "http"));
        // they call each other by their addresses
        ClusterService.headless(
                new Construct(scope, "peers"),
                namespace,
                GATEWAY + "-peers",
                GATEWAY,
                tcp("filer", FILER_PORT),
                tcp("filer-grpc", FILER_PORT + GRPC));
        return new HardenedDeployment(scope, namespace, Scale.fixed(2), pod, HardenedDeployment.Rollout.SURGE);
    }

    private NetworkRules serverRules() {
        return new NetworkRules(this, NAME, namespace)
                .allowFrom("servers", pods(NAME), SERVER_PORTS)
                .allowTo("servers", pods(NAME), SERVER_PORTS)
                .allowFrom("gateways", pods(GATEWAY), SERVER_PORTS);
    }

    /** Each gateway tells the others what changed. */
    private NetworkRules gatewayRules(Construct scope) {
        return new NetworkRules(scope, GATEWAY, namespace)
                .allowTo("servers", pods(NAME), SERVER_PORTS)
                .allowFrom("gateways", pods(GATEWAY), FILER_PORT, FILER_PORT + GRPC)
                .allowTo("gateways", pods(GATEWAY), FILER_PORT, FILER_PORT + GRPC);
    }

    @Override
    public ObjectsConnection connection() {
        return new ObjectsConnection(GATEWAY, S3_PORT, false, BUCKET, secret.key("accessKey"), secret.key("secretKey"));
    }

    @Override
    public List<Construct> before() {
        return List.of(bucket.job());
    }

    @Override
    public void allowFrom(String client, NetworkRules rules) {
        rules.allowTo("objects", pods(GATEWAY), S3_PORT);
        gatewayRules.allowFrom(client, pods(client), S3_PORT);
    }

    @Override
    public void allowFrom(Watched by) {
        serverRules.allowFrom("prometheus", by.prometheus(), METRICS_PORT);
        gatewayRules.allowFrom("prometheus", by.prometheus(), METRICS_PORT);
    }

    /** Users and their rights: one user, who also makes the bucket. */
    private static String identities() {
        return "{\"identities\":[{\"name\":\"" + BUCKET + "\",\"credentials\":[{\"accessKey\":\"" + BUCKET
                + "\",\"secretKey\":\"" + PASSWORD
                + "\"}],\"actions\":[\"Admin\",\"Read\",\"Write\",\"List\",\"Tagging\"]}]}";
    }

    /** HTTP to one pod is no HTTP for a mesh: the request names the pod, and the mesh looks for the Service. */
    private static ClusterService.Port tcp(String name, int number) {
        return new ClusterService.Port(name, number, "tcp");
    }

    private Peer pods(String name) {
        return new Peer.Pods(namespace.name(), name);
    }
}
