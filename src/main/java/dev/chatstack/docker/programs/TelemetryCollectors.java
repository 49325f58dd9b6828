package dev.chatstack.docker.programs;

import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.monitoring.SendToConfig.EndpointConfig;
import dev.chatstack.docker.Delivery;
import dev.chatstack.docker.DockerHost;
import dev.chatstack.docker.DockerHost.Zone;
import dev.chatstack.docker.Folder;
import dev.chatstack.docker.HardenedService;
import dev.chatstack.docker.Service;
import dev.chatstack.kubernetes.ConfigFiles;
import dev.chatstack.kubernetes.charts.Versions;
import dev.chatstack.kubernetes.pod.Pod;
import dev.chatstack.platform.monitoring.AgentFile;
import dev.chatstack.platform.monitoring.MonitoringFile;
import java.util.List;
import java.util.Locale;
import software.constructs.Construct;

/** Where the logs, traces and numbers of a Docker host come together: Loki, Tempo, Alloy and node-exporter. */
public final class TelemetryCollectors extends Construct {
    /** Volume into which others write numbers for Prometheus, as files of node-exporter's text format. */
    public static final String NUMBERS = "numbers";

    /** User of MongoDB's image, who writes the numbers of the backups. */
    private static final int WRITER_OF_NUMBERS = 999;

    /** User of Loki's and of Tempo's image. */
    private static final int STORE = 10001;

    /** Where Alloy shows its own numbers: its name on the network of monitoring alone. */
    private static final String ALLOY_INSIDE = "alloy-inside";

    /** What stands between Alloy and the engine. */
    private static final String ENGINE = "engine";

    private static final int ENGINE_PORT = 2375;
    private static final String ENGINE_FILES = "/usr/local/etc/haproxy";

    private static final int ROOT = 0;
    private static final int HOURS = 24;

    private final DockerHost host;
    private final Delivery delivery;

    TelemetryCollectors(Construct scope, DockerHost host, Delivery delivery, MonitoringConfig config) {
        super(scope, "collectors");
        this.host = host;
        this.delivery = delivery;
        if (config.keepsLogs()) {
            start(store("loki", 512)
                    .command("-config.file=/etc/loki/loki.yaml", "-config.expand-env=true")
                    .env("LOGS_RETENTION", config.logsDays() * HOURS + "h")
                    .keeps(delivery.data("loki", STORE), "/loki"));
        }
        if (config.keepsTraces()) {
            start(store("tempo", 512)
                    .command("-config.file=/etc/tempo/tempo.yaml", "-config.expand-env=true")
                    .env("TRACES_RETENTION", config.tracesDays() * HOURS + "h")
                    .keeps(delivery.data("tempo", STORE), "/var/tempo"));
        }
        start(engine());
        start(alloy(config));
        start(nodeExporter());
    }

    /** Neither image has a program that could ask them whether they can serve: Prometheus says when they cannot. */
    private Service store(String name, int megabytes) {
        Folder folder = delivery.deliver(delivery.folder(name, STORE)
                .file(
                        name + ".yaml",
                        MonitoringFile.of("docker/" + name + ".yaml").text()));
        return Service.of(name, Versions.image(name), STORE, new Service.Limits(megabytes, 1))
                .reads(folder, "/etc/" + name)
                .scratch("/tmp", "64m")
                .on(Zone.MONITORING);
    }

    /** Runs as root because the engine's socket belongs to root, without any of root's rights. */
    private Service engine() {
        Folder folder = delivery.deliver(
                delivery.folder(ENGINE, ROOT).file("haproxy.cfg", ConfigFiles.resource("/docker/engine.cfg")));
        return Service.of(ENGINE, Versions.image("haproxy"), ROOT, new Service.Limits(64, 0.5))
                .reads(folder, ENGINE_FILES)
                .looksAt(host.socket(), "/var/run/docker.sock")
                .on(Zone.ENGINE)
                .healthy(20, "CMD", "bash", "-c", HaProxy.alive(ENGINE_PORT, "/_ping"));
    }

    /** User 0 without any of root's rights: its volume has been root's from the beginning. */
    private Service alloy(MonitoringConfig config) {
        Folder folder = delivery.folder("alloy", ROOT)
                .file(
                        "config.alloy",
                        AgentFile.of("alloy/docker.alloy", config, new FileSecrets())
                                .text());
        config.logsTo().flatMap(EndpointConfig::secret).ifPresent(secret -> StoreSecrets.LOGS.into(folder, secret));
        config.tracesTo().flatMap(EndpointConfig::secret).ifPresent(secret -> StoreSecrets.TRACES.into(folder, secret));
        delivery.deliver(folder);
        Service alloy = Service.of("alloy", Versions.image("alloy"), ROOT, new Service.Limits(256, 0.5))
                .command(
                        "run",
                        "--server.http.listen-addr=" + ALLOY_INSIDE + ":12345",
                        "--storage.path=/var/lib/alloy/data",
                        "--disable-reporting",
                        "/etc/alloy/config.alloy")
                .env("DOCKER_HOST", "tcp://" + ENGINE + ":" + ENGINE_PORT)
                .reads(folder, "/etc/alloy")
                // where it is in each log; lost, it reads what the engine still has once more
                .keeps(delivery.data("alloy", ROOT), "/var/lib/alloy/data")
                .scratch("/tmp", "16m")
                .on(Zone.MONITORING, ALLOY_INSIDE)
                .on(Zone.TRACED)
                .on(Zone.ENGINE);
        if (config.keepsLogs()) {
            alloy.env("LOKI_URL", "http://loki:3100");
        }
        if (config.keepsTraces()) {
            alloy.env("TEMPO_ENDPOINT", "tempo:4317");
        }
        config.logsTo().ifPresent(store -> alloy.env("LOGS_URL", store.url()).on(Zone.ALERTS));
        config.tracesTo()
                .ifPresent(store -> alloy.env("TRACES_URL", store.url()).on(Zone.ALERTS));
        return alloy;
    }

    /** From files, whose last line break belongs to neither. */
    private static final class FileSecrets implements AgentFile.Secrets {
        @Override
        public String expression(String what, String key) {
            return "string.trim_space(convert.nonsensitive(local.file." + component(what, key) + ".content))";
        }

        @Override
        public String declarations(String what) {
            StoreSecrets files = StoreSecrets.valueOf(what);
            return file(component(what, EndpointConfig.USERNAME), files.username())
                    + file(component(what, EndpointConfig.PASSWORD), files.password());
        }

        private static String component(String what, String key) {
            return what.toLowerCase(Locale.ROOT) + "_" + key;
        }

        private static String file(String component, String path) {
            return "local.file \"%s\" {\n\tfilename  = \"/etc/alloy/%s\"\n\tis_secret = true\n}\n\n"
                    .formatted(component, path);
        }
    }

    private Service nodeExporter() {
        return Service.of("node-exporter", Versions.image("node-exporter"), Pod.NOBODY, new Service.Limits(64, 0.5))
                .command(
                        "--path.rootfs=/host",
                        "--path.procfs=/host/proc",
                        "--path.sysfs=/host/sys",
                        "--collector.textfile.directory=/numbers")
                .looksAt("/", "/host")
                .looksAt(delivery.data(NUMBERS, WRITER_OF_NUMBERS), "/numbers")
                .on(Zone.MONITORING)
                .seesEveryProcess();
    }

    private void start(Service service) {
        new HardenedService(this, host, service, List.of(delivery.resource()));
    }
}
