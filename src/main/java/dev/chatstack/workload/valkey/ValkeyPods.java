package dev.chatstack.workload.valkey;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pods of a {@link Valkey}: a server with its Sentinel, and a proxy.
 *
 * @param addresses those of the servers, by the variables that the scripts know them by
 */
public record ValkeyPods(GeneratedSecret secret, Map<String, String> addresses, boolean watched) {
    public static final String METRICS = "metrics";

    /** Users of the official images. */
    private static final int USER = 999;

    private static final int PROXY_USER = 99;

    /** valkey.conf lets the data grow to 256 MiB, and a rewrite of the file may copy as much again. */
    private static final String SERVER_MEMORY = "512Mi";

    /** What Sentinel and the append-only file take; a rewrite needs it twice. */
    private static final String VOLUME = "2Gi";

    /** Starting waits for the Sentinels, and at most a minute for a failover. */
    private static final int STARTUP_FAILURES = 60;

    Pod server(ConfigFiles scripts, Optional<String> storageClass) {
        Pod pod = Pod.of(Valkey.NAME, USER)
                .serviceAccount(Valkey.NAME)
                .spread(Pod.Spread.ONE_PER_NODE)
                .claim("data", VOLUME, storageClass)
                .volume(Volume.memory("run", "1Mi"))
                .files("scripts", scripts)
                .volume(Volume.secret("password", secret))
                .container(program("valkey", SERVER_MEMORY).port("valkey", Valkey.PORT))
                .container(program("sentinel", "64Mi").port("sentinel", Valkey.SENTINEL_PORT));
        if (watched) {
            pod.container(exporter());
        }
        return pod;
    }

    private Container program(String name, String memory) {
        return Container.of(name, Versions.image("valkey"), Resources.of("50m", memory))
                .command("sh", "/scripts/start-" + name + ".sh")
                .env(addresses)
                .env("POD_NAME", EnvValue.pod("metadata.name"))
                .env("VALKEY_PASSWORD_FILE", "/password/password")
                .mount("data", "/data")
                .mount("run", "/run/valkey")
                .mountReadOnly("scripts", "/scripts")
                .mountReadOnly("password", "/password")
                .probes(Probes.of(
                        ask(name + "-alive", 5, STARTUP_FAILURES),
                        ask(name + "-alive", 10, 6),
                        ask(name + "-ready", 5, 2)));
    }

    private static Probe ask(String question, int periodSeconds, int failures) {
        return Probe.exec(List.of("sh", "/scripts/probe.sh", question), periodSeconds, 5, failures);
    }

    private Container exporter() {
        return Container.of("exporter", Versions.image("redis-exporter"), Resources.of("10m", "64Mi"))
                .port(METRICS, Valkey.EXPORTER_PORT)
                .env("REDIS_ADDR", "redis://127.0.0.1:" + Valkey.PORT)
                .env("REDIS_PASSWORD", secret.key("password"));
    }

    Pod proxy(ConfigFiles config) {
        return Pod.of(Valkey.PROXY, PROXY_USER)
                .serviceAccount(Valkey.PROXY)
                .files("config", config)
                .container(Container.of("haproxy", Versions.image("haproxy"), Resources.of("50m", "128Mi"))
                        .command("haproxy", "-db", "-f", "/config/haproxy.cfg")
                        .port("valkey", Valkey.PORT)
                        .port(METRICS, Valkey.STATUS_PORT)
                        .env(addresses)
                        .env("VALKEY_PASSWORD", secret.key("password"))
                        .mountReadOnly("config", "/config")
                        .probes(Probes.of(
                                Probe.http("/alive", METRICS, 2, 2, 30),
                                Probe.http("/alive", METRICS, 10, 2, 3),
                                Probe.http("/ready", METRICS, 2, 2, 2))));
    }
}
