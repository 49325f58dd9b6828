package dev.chatstack.platform.monitoring;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.Namespace;
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
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * A store of Grafana Labs as one process with a volume: Loki or Tempo, whose images, files and probes are alike.
 *
 * @param name of the program, of its image, its file and its workload
 * @param ports the first one is for questions, probes and metrics
 * @param volume size of its volume, such as {@code 20Gi}
 * @param data where the volume is mounted
 * @param alive path that answers while it need not be started anew
 * @param terminationSeconds time to write what it has in memory before it ends
 * @param settings variables that its file reads
 */
record TelemetryStore(
        String name,
        List<ClusterService.Port> ports,
        String volume,
        String data,
        String alive,
        int terminationSeconds,
        Map<String, String> settings) {
    /** User of both images. */
    private static final int USER = 10001;

    /** Defines it, and who may reach it; {@code intake} is the port to which agents send. */
    void define(Construct scope, Namespace namespace, KubernetesCluster cluster, int intake) {
        new ServiceAccount(scope, namespace, name, Map.of());
        ClusterService.headless(scope, namespace, name, ports.toArray(ClusterService.Port[]::new));
        ConfigFiles file = new ConfigFiles(
                scope, namespace, name, ConfigFiles.resources("/monitoring/docker", List.of(name + ".yaml")));
        Pod pod = Pod.of(name, USER)
                .serviceAccount(name)
                .spread(Pod.Spread.NONE)
                .terminationSeconds(terminationSeconds)
                .volume(new Volume.PerPod("data", volume, cluster.storageClass(StorageTier.STANDARD)))
                .files("config", file)
                .volume(Volume.scratch("tmp", "256Mi"))
                .container(container())
                .build();
        new HardenedStatefulSet(scope, namespace, 1, pod);
        int questions = ports.get(0).number();
        new NetworkRules(scope, name, namespace)
                .allowFrom("agents", new Peer.Pods(namespace.name(), Agent.NAME), intake)
                .allowFrom("grafana", new Peer.Pods(namespace.name(), "grafana"), questions)
                .allowFrom("prometheus", Monitoring.prometheus(namespace.name()), questions);
    }

    private Container container() {
        String port = ports.get(0).name();
        Container.Builder container = Container.of(name, Versions.image(name), Resources.of("100m", "512Mi", "1Gi"))
                .arguments("-config.file=/etc/" + name + "/" + name + ".yaml", "-config.expand-env=true")
                .env(settings)
                .mount("data", data)
                .mount("tmp", "/tmp")
                .mountReadOnly("config", "/etc/" + name)
                .probes(Probes.of(
                        Probe.http("/ready", port, 10, 10, 30),
                        Probe.http(alive, port, 30, 30, 6),
                        Probe.http("/ready", port, 10, 10, 3)));
        ports.forEach(each -> container.port(each.name(), each.number()));
        return container.build();
    }
}
