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

/** Loki as one process with a volume. While it is away the agents keep what they read and send it later. */
final class Logs extends Construct {
    static final String NAME = "loki";
    static final int PORT = 3100;

    private static final int USER = 10001;

    Logs(Construct scope, Namespace namespace, KubernetesCluster cluster, MonitoringConfig config) {
        super(scope, NAME);
        new ServiceAccount(this, namespace, NAME, Map.of());
        ClusterService.headless(this, namespace, NAME, new ClusterService.Port("http", PORT, "http"));
        ConfigFiles file = new ConfigFiles(
                this, namespace, NAME, Map.of("loki.yaml", ConfigFiles.resource("/monitoring/docker/loki.yaml")));
        new HardenedStatefulSet(
                this,
                namespace,
                1,
                Pod.of(NAME, USER)
                        .serviceAccount(NAME)
                        .spread(Pod.Spread.NONE)
                        // writes what it has in memory before it ends
                        .terminationSeconds(120)
                        .annotation("chatstack.dev/config", file.checksum())
                        .volume(new Volume.PerPod(
                                "data", config.logsVolume(), cluster.storageClass(StorageTier.STANDARD)))
                        .volume(new Volume.FromConfigMap("config", file.name(), false))
                        .volume(Volume.scratch("tmp", "256Mi"))
                        .container(Container.of(NAME, Versions.image("loki"), Resources.of("100m", "512Mi", "1Gi"))
                                .arguments("-config.file=/etc/loki/loki.yaml", "-config.expand-env=true")
                                .env("LOGS_RETENTION", config.logsDays() * 24 + "h")
                                .port("http", PORT)
                                .mount("data", "/loki")
                                .mount("tmp", "/tmp")
                                .mountReadOnly("config", "/etc/loki")
                                .probes(Probes.of(
                                        Probe.http("/ready", "http", 10, 10, 30),
                                        Probe.http("/loki/api/v1/status/buildinfo", "http", 30, 30, 6),
                                        Probe.http("/ready", "http", 10, 10, 3)))
                                .build())
                        .build());
        new NetworkRules(this, NAME, namespace)
                .allowFrom("agents", new Peer.Pods(namespace.name(), Agent.NAME), PORT)
                .allowFrom("grafana", new Peer.Pods(namespace.name(), "grafana"), PORT)
                .allowFrom("prometheus", new Peer.Pods(namespace.name(), "prometheus"), PORT);
    }
}
