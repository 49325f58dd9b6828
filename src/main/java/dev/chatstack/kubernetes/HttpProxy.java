package dev.chatstack.kubernetes;

import dev.chatstack.config.Destination;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.outside.ProxyConfig;
import dev.chatstack.kubernetes.network.Peer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The way of an environment to the internet.
 *
 * @param server where it is
 * @param direct what is reached without it
 * @param directBuckets whether the buckets that a cloud made are among that
 */
public record HttpProxy(ProxyConfig config, Destination server, List<String> direct, boolean directBuckets) {
    /** Addresses of pods, Services, containers, of the machine itself and of what a cloud tells its machines. */
    private static final List<String> PRIVATE =
            List.of("localhost", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16");

    private static final List<String> URLS = List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy");

    /** Services and containers that others call by their short names. */
    private static final List<String> SHORT_NAMES = List.of(
            "alertmanager",
            "alloy",
            "blackbox",
            "blackbox-exporter",
            "loki",
            "minio",
            "monitoring-alertmanager",
            "monitoring-prometheus",
            "prometheus",
            "seaweedfs",
            "seaweedfs-s3",
            "tempo");

    public HttpProxy {
        direct = List.copyOf(direct);
    }

    /** That of {@code environment}, whose file names it as {@code config}. */
    static HttpProxy of(ProxyConfig config, EnvironmentConfig environment) {
        Set<String> direct = new LinkedHashSet<>(PRIVATE);
        environment
                .cloud()
                .servicesDomain()
                .ifPresent(domain -> direct.addAll(List.of(
                        ".svc",
                        "." + domain,
                        "." + environment.chat().namespace(),
                        "." + environment.monitoringNamespace())));
        direct.addAll(environment.cloud().direct());
        direct.addAll(SHORT_NAMES);
        direct.addAll(config.noProxy());
        return new HttpProxy(
                config,
                Destination.of("proxy", "proxy.url", config.url()),
                List.copyOf(direct),
                environment.cloud().bucketsKnowTheNodes());
    }

    /** What a program is told that speaks to the outside. Some read the one spelling, some the other; Node needs a switch for it. */
    Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(Map.of("NODE_USE_ENV_PROXY", "1"));
        if (config.passwordSecret().isEmpty()) {
            URLS.forEach(name -> variables.put(name, config.url()));
        }
        for (String name : List.of("NO_PROXY", "no_proxy")) {
            variables.put(name, String.join(",", direct));
        }
        return variables;
    }

    /** The variables whose value is in a Secret, and the name of that Secret. */
    Map<String, String> secrets() {
        return config.passwordSecret()
                .map(secret -> URLS.stream().collect(Collectors.toMap(name -> name, name -> secret)))
                .orElse(Map.of());
    }

    /** Whose addresses are the proxy's. */
    public Peer peer() {
        if (!config.networks().isEmpty()) {
            return new Peer.AnyOf(config.networks().stream()
                    .<Peer.Single>map(Peer.Addresses::new)
                    .toList());
        }
        return server.namespace()
                .<Peer>map(Peer.InNamespace::new)
                .orElseGet(() -> new Peer.Addresses(server.host() + "/32"));
    }
}
