package dev.chatstack.platform.monitoring;

import dev.chatstack.cloud.KubernetesCluster;
import dev.chatstack.cloud.StorageTier;
import dev.chatstack.config.monitoring.MonitoringConfig;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.constructs.Construct;

/** Where logs or traces are kept: a program of Grafana Labs as one process with a volume. Images, files and probes of both are alike. */
enum TelemetryStore {
    /** Keeps logs. While it is away the agents keep what they read and send it later. */
    LOKI("loki", "/loki", "/loki/api/v1/status/buildinfo", 120, new ClusterService.Port("http", 3100, "http")),
    /** Keeps traces. While it is away spans are lost, and nothing else is. */
    TEMPO(
            "tempo",
            "/var/tempo",
            "/status/version",
            60,
            new ClusterService.Port("http", 3200, "http"),
            new ClusterService.Port("otlp", 4317, "grpc"));

    /** User of both images. */
    private static final int USER = 10001;

    private final String program;
    private final String data;
    private final String alive;
    private final int terminationSeconds;
    private final List<ClusterService.Port> ports;

    /**
     * Describes a program.
     *
     * @param program name of its image, its file and its workload
     * @param data where the volume is mounted
     * @param alive path that answers while it need not be started anew
     * @param terminationSeconds time to write what it has in memory before it ends
     * @param ports the first one is for questions, probes and metrics, the last one for what agents send
     */
    TelemetryStore(String program, String data, String alive, int terminationSeconds, ClusterService.Port... ports) {
        this.program = program;
        this.data = data;
        this.alive = alive;
        this.terminationSeconds = terminationSeconds;
        this.ports = List.of(ports);
    }

    /** Those that {@code config} wants. */
    static Stream<TelemetryStore> of(MonitoringConfig config) {
        return Stream.of(values()).filter(store -> switch (store) {
            case LOKI -> config.keepsLogs();
            case TEMPO -> config.keepsTraces();
        });
    }

    /** Name of the StatefulSet, its pods and its Service. */
    String workload() {
        return program;
    }

    /** What the file of Tempo calls {@code PROMETHEUS_WRITERS}: every server of {@code urls} is told what is counted. */
    static String writers(List<String> urls) {
        return urls.stream()
                .map(url -> "{url: \"" + url + "/api/v1/write\", send_exemplars: true}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** URL for questions inside the namespace. */
    String url() {
        return "http://" + program + ":" + ports.get(0).number();
    }

    /** Host and port inside the namespace to which agents send. */
    String intake() {
        return program + ":" + intakePort();
    }

    /** Its pods, in {@code namespace}. */
    Peer in(Namespace namespace) {
        return new Peer.Pods(namespace.name(), program);
    }

    /** Port of {@link #url()}. */
    int port() {
        return ports.get(0).number();
    }

    /** Port of {@link #intake()}. */
    int intakePort() {
        return ports.get(ports.size() - 1).number();
    }

    /** Defines the store with a volume of the size {@code volume}; its file reads the variables {@code settings}. */
    void define(
            Construct parent,
            Namespace namespace,
            KubernetesCluster cluster,
            String volume,
            Map<String, String> settings) {
        Construct scope = new Construct(parent, program);
        new ServiceAccount(scope, namespace, program, Map.of());
        ClusterService.headless(scope, namespace, program, ports.toArray(ClusterService.Port[]::new));
        ConfigFiles file = ConfigFiles.of(scope, namespace, program, "/monitoring/docker", List.of(program + ".yaml"));
        Pod pod = Pod.of(program, USER)
                .serviceAccount(program)
                .spread(Pod.Spread.NONE)
                .terminationSeconds(terminationSeconds)
                .claim("data", volume, cluster.storageClass(StorageTier.STANDARD))
                .files("config", file)
                .volume(Volume.scratch("tmp", "256Mi"))
                .container(container(settings));
        new HardenedStatefulSet(scope, namespace, 1, pod);
        NetworkRules rules = new NetworkRules(scope, program, namespace)
                // it holds what everybody logged: nothing of it goes anywhere
                .allowFrom("agents", new Peer.Pods(namespace.name(), Agent.NAME), intakePort())
                .allowFrom("grafana", new Peer.Pods(namespace.name(), "grafana"), port())
                .allowFrom("prometheus", Monitoring.prometheus(namespace.name()), port());
        if (this == TEMPO) {
            rules.allowTo("prometheus", Monitoring.prometheus(namespace.name()), Monitoring.PROMETHEUS_PORT);
        }
    }

    private Container container(Map<String, String> settings) {
        String port = ports.get(0).name();
        Container container = Container.of(program, Versions.image(program), Resources.of("100m", "512Mi", "1Gi"))
                .arguments("-config.file=/etc/" + program + "/" + program + ".yaml", "-config.expand-env=true")
                .env(settings)
                .mount("data", data)
                .mount("tmp", "/tmp")
                .mountReadOnly("config", "/etc/" + program)
                .probes(Probes.of(
                        Probe.http("/ready", port, 10, 10, 30),
                        Probe.http(alive, port, 30, 30, 6),
                        Probe.http("/ready", port, 10, 10, 3)));
        ports.forEach(each -> container.port(each.name(), each.number()));
        return container;
    }
}
