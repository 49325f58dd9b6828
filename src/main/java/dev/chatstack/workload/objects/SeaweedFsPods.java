package dev.chatstack.workload.objects;

import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.pod.Container;
import dev.chatstack.kubernetes.pod.Container.Probes;
import dev.chatstack.kubernetes.pod.Container.Resources;
import dev.chatstack.kubernetes.pod.EnvValue;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.kubernetes.pod.Probe;
import dev.chatstack.kubernetes.pod.Volume;
import dev.chatstack.workload.mongodb.MongoAccounts;
import dev.chatstack.workload.mongodb.MongoDb;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pods of a {@link SeaweedFs}. */
public record SeaweedFsPods(String domain, int servers, ConfigFiles files, GeneratedSecret secret, MongoDb mongo) {
    public static final String METRICS = "metrics";

    /** User of the official image. */
    private static final int USER = 1000;

    /** A server that stops tells the master, then serves for ten more seconds. */
    private static final int TERMINATION_SECONDS = 60;

    /** A master that may lead, and the objects. */
    Pod server(String volume, Optional<String> storageClass) {
        return Pod.of(SeaweedFs.NAME, USER)
                .serviceAccount(SeaweedFs.NAME)
                .spread(Pod.Spread.ONE_PER_NODE)
                .terminationSeconds(TERMINATION_SECONDS)
                .claim("data", volume, storageClass)
                .volume(Volume.scratch("tmp", "256Mi"))
                .files("config", files)
                .container(Container.of("seaweedfs", Versions.image("seaweedfs"), Resources.of("100m", "512Mi"))
                        .command(
                                "weed",
                                "-logtostderr=true",
                                "server",
                                "-dir=/data",
                                "-ip=$(POD_NAME)." + domain,
                                "-ip.bind=0.0.0.0",
                                "-master.peers=" + masters(),
                                // one more copy, on another server
                                "-master.defaultReplication=001",
                                "-master.volumeSizeLimitMB=1024",
                                "-master.telemetry=false",
                                "-volume.max=0",
                                "-volume.minFreeSpace=5",
                                "-metricsPort=" + SeaweedFs.METRICS_PORT)
                        .port("master", SeaweedFs.MASTER_PORT)
                        .port("volume", SeaweedFs.VOLUME_PORT)
                        .port(METRICS, SeaweedFs.METRICS_PORT)
                        .env("POD_NAME", EnvValue.pod("metadata.name"))
                        .mount("data", "/data")
                        .mount("tmp", "/tmp")
                        .mountReadOnly("config", "/etc/seaweedfs")
                        .probes(Probes.of(
                                Probe.http("/cluster/status", "master", 5, 5, 60),
                                Probe.http("/cluster/status", "master", 15, 10, 6),
                                Probe.http("/healthz", "volume", 5, 5, 3))));
    }

    /** Speaks S3; holds nothing. */
    Pod gateway() {
        return Pod.of(SeaweedFs.GATEWAY, USER)
                .serviceAccount(SeaweedFs.GATEWAY)
                .annotation("chatstack.dev/secrets-revision", secret.revision())
                .volume(Volume.scratch("tmp", "256Mi"))
                .files("config", files)
                .volume(Volume.secret("identities", secret))
                .container(Container.of("filer", Versions.image("seaweedfs"), Resources.of("100m", "512Mi"))
                        .command(
                                "weed",
                                "-logtostderr=true",
                                "filer",
                                "-master=" + masters(),
                                "-ip=$(POD_IP)",
                                "-ip.bind=0.0.0.0",
                                "-defaultReplicaPlacement=001",
                                "-defaultStoreDir=/tmp",
                                "-s3",
                                "-s3.port=" + SeaweedFs.S3_PORT,
                                "-s3.config=/identities/s3.json",
                                "-s3.allowDeleteBucketNotEmpty=false",
                                "-s3.autoCreateBucket=false",
                                "-s3.iam=false",
                                "-metricsPort=" + SeaweedFs.METRICS_PORT)
                        .port("s3", SeaweedFs.S3_PORT)
                        .port("filer", SeaweedFs.FILER_PORT)
                        .port(METRICS, SeaweedFs.METRICS_PORT)
                        .env("POD_IP", EnvValue.pod("status.podIP"))
                        .env(
                                "WEED_MONGODB_URI",
                                mongo.account(MongoAccounts.OBJECTS).key("uri"))
                        .mount("tmp", "/tmp")
                        .mountReadOnly("config", "/etc/seaweedfs")
                        .mountReadOnly("identities", "/identities")
                        .probes(Probes.of(
                                Probe.http("/healthz", "s3", 5, 5, 60),
                                Probe.tcp("s3", 15, 10, 4),
                                Probe.http("/healthz", "s3", 5, 5, 2))));
    }

    private String masters() {
        return IntStream.range(0, servers)
                .mapToObj(server -> SeaweedFs.NAME + "-" + server + "." + domain + ":" + SeaweedFs.MASTER_PORT)
                .collect(Collectors.joining(","));
    }
}
