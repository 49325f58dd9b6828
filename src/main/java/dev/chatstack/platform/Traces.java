package dev.chatstack.platform;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.config.MonitoringConfig;
import dev.chatstack.kubernetes.ClusterService;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Container;
import dev.chatstack.kubernetes.Container.Probes;
import dev.chatstack.kubernetes.Container.Resources;
import dev.chatstack.kubernetes.HardenedStatefulSet;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.NetworkRules;
import dev.chatstack.kubernetes.Peer;
import dev.chatstack.kubernetes.Pod;
import dev.chatstack.kubernetes.Probe;
import dev.chatstack.kubernetes.ServiceAccount;
import dev.chatstack.kubernetes.Versions;
import dev.chatstack.kubernetes.Volume;
import java.util.Map;
import software.constructs.Construct;

/** Tempo as one process with a volume. While it is away spans are lost, and nothing else is. */
final class Traces extends Construct {
    static final String NAME = "tempo";
    static final int PORT = 3200;
    static final int OTLP_PORT = 4317;

    private static final int USER = 10001;

    Traces(Construct scope, Namespace namespace, KubernetesCluster cluster, MonitoringConfig config) {
        super(scope, NAME);
        new ServiceAccount(this, namespace, NAME, Map.of());
        ClusterService.headless(
                this,
                namespace,
                NAME,
                new ClusterService.Port("http", PORT, "http"),
                new ClusterService.Port("otlp", OTLP_PORT, "grpc"));
        ConfigFiles file = new ConfigFiles(
                this, namespace, NAME, Map.of("tempo.yaml", ConfigFiles.resource("/monitoring/docker/tempo.yaml")));
        new HardenedStatefulSet(
                this,
                namespace,
                1,
                Pod.of(NAME, USER)
                        .serviceAccount(NAME)
                        .spread(Pod.Spread.NONE)
                        .terminationSeconds(60)
                        .annotation("chatstack.dev/config", file.checksum())
                        .volume(new Volume.PerPod(
                                "data", config.tracesVolume(), cluster.storageClass(StorageTier.STANDARD)))
                        .volume(new Volume.FromConfigMap("config", file.name(), false))
                        .volume(Volume.scratch("tmp", "256Mi"))
                        .container(Container.of(NAME, Versions.image("tempo"), Resources.of("100m", "512Mi", "1Gi"))
                                .arguments("-config.file=/etc/tempo/tempo.yaml", "-config.expand-env=true")
                                .env("TRACES_RETENTION", config.tracesDays() * 24 + "h")
                                .env("PROMETHEUS_URL", "http://" + Monitoring.PROMETHEUS + ":9090")
                                .port("http", PORT)
                                .port("otlp", OTLP_PORT)
                                .mount("data", "/var/tempo")
                                .mount("tmp", "/tmp")
                                .mountReadOnly("config", "/etc/tempo")
                                .probes(Probes.of(
                                        Probe.http("/ready", "http", 10, 10, 30),
                                        Probe.http("/status/version", "http", 30, 30, 6),
                                        Probe.http("/ready", "http", 10, 10, 3)))
                                .build())
                        .build());
        new NetworkRules(this, NAME, namespace)
                .allowFrom("agents", new Peer.Pods(namespace.name(), Agent.NAME), OTLP_PORT)
                .allowFrom("grafana", new Peer.Pods(namespace.name(), "grafana"), PORT)
                .allowFrom("prometheus", new Peer.Pods(namespace.name(), "prometheus"), PORT);
    }
}
