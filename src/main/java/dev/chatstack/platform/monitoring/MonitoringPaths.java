package dev.chatstack.platform.monitoring;

import dev.chatstack.config.Destination;
import dev.chatstack.config.monitoring.AlertsConfig;
import dev.chatstack.config.monitoring.GrafanaConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.kubernetes.Namespace;
import dev.chatstack.kubernetes.network.NetworkRules;
import dev.chatstack.kubernetes.network.Peer;
import java.util.List;
import java.util.stream.Stream;
import software.constructs.Construct;

/** Who reaches the programs of the chart, and whom they reach. */
final class MonitoringPaths extends Construct {
    private static final int ALERTMANAGER = 9093;
    private static final int KUBELET = 10250;

    private final Namespace namespace;
    private final Peer prometheus;
    private final Peer grafana;

    MonitoringPaths(Construct scope, Namespace namespace, Namespace nodes, MonitoringConfig config) {
        super(scope, "paths");
        this.namespace = namespace;
        this.prometheus = Monitoring.prometheus(namespace.name());
        this.grafana = new Peer.Pods(namespace.name(), "grafana");
        grafana(config);
        prometheus(config);
        alertmanager(config);
        of("kube-state-metrics", namespace)
                .allowFrom("prometheus", prometheus, 8080)
                .allowToKubernetesApi();
        of("kube-prometheus-stack-prometheus-operator", namespace)
                .allowFrom("prometheus", prometheus, 8080)
                .allowToKubernetesApi();
        of(Monitoring.DEFINITIONS, namespace).allowToKubernetesApi();
        of("prometheus-node-exporter", nodes).allowFrom("prometheus", prometheus, 9100);
    }

    private NetworkRules of(String workload, Namespace in) {
        return new NetworkRules(new Construct(this, workload), workload, in);
    }

    private void grafana(MonitoringConfig config) {
        NetworkRules rules = of("grafana", namespace)
                .allowFrom("prometheus", prometheus, Monitoring.GRAFANA_PORT)
                .allowTo("prometheus", prometheus, Monitoring.PROMETHEUS_PORT)
                .allowTo("alertmanager", new Peer.Pods(namespace.name(), "alertmanager"), ALERTMANAGER)
                // dashboards come as ConfigMaps
                .allowToKubernetesApi();
        TelemetryStore.of(config).forEach(store -> rules.allowTo(store.workload(), store.in(namespace), store.port()));
        if (!config.dashboardAccess().isEmpty()) {
            rules.allowFrom("administrators", Peer.ANYONE, Monitoring.GRAFANA_PORT);
        }
        config.grafana()
                .flatMap(GrafanaConfig::signIn)
                .ifPresent(signIn -> rules.allowByHttp(
                        "sign-in",
                        Peer.ANYONE,
                        Stream.of(signIn.tokenUrl(), signIn.userUrl())
                                .map(url -> Destination.of("sign-in", "monitoring.grafana.signIn", url)
                                        .port())
                                .distinct()
                                .toArray(Integer[]::new)));
    }

    private void prometheus(MonitoringConfig config) {
        NetworkRules rules = of("prometheus", namespace)
                .allowFrom("grafana", grafana, Monitoring.PROMETHEUS_PORT)
                .allowFrom("itself", prometheus, Monitoring.PROMETHEUS_PORT)
                .allowTo("targets", Peer.ANY_POD)
                .allowTo("kubelets", Peer.ANYONE, KUBELET)
                .allowToKubernetesApi();
        if (config.keepsTraces()) {
            // the only one that writes: what it counts of spans
            rules.allowFrom("tempo", TelemetryStore.TEMPO.in(namespace), Monitoring.PROMETHEUS_PORT);
        }
        config.metricsTo().ifPresent(store -> StorePath.open(rules, "metrics", store));
    }

    private void alertmanager(MonitoringConfig config) {
        Peer itself = new Peer.Pods(namespace.name(), "alertmanager");
        NetworkRules rules = of("alertmanager", namespace)
                .allowFrom("prometheus", prometheus, ALERTMANAGER, 8080)
                .allowFrom("grafana", grafana, ALERTMANAGER)
                .allowFrom("replicas", itself, 9094)
                // their gossip goes by both: without datagrams each thinks that it is alone, and people are paged twice
                .allowDatagramsFrom("replicas-gossip", itself, 9094)
                .allowTo("replicas", itself, 9094)
                .allowDatagramsTo("replicas-gossip", itself, 9094);
        config.alerts().ifPresent(alerts -> {
            if (namespace.outside().proxy().isEmpty()) {
                rules.allowTo("people", people(alerts), ports(alerts));
                return;
            }
            alerts.email().ifPresent(email -> rules.allowTo("people", Peer.ANYONE, port(email)));
            if (isInASecret(alerts) || alerts.rocketChat().isPresent()) {
                rules.allowByHttp("people-by-http", Peer.ANYONE);
            }
        });
    }

    private static int port(AlertsConfig.EmailConfig email) {
        return Integer.parseInt(email.smtp().substring(email.smtp().lastIndexOf(':') + 1));
    }

    /** Anybody, on ports of whom the file names; on every port of anybody where an address is in a Secret. */
    private static Peer people(AlertsConfig alerts) {
        return isInASecret(alerts)
                ? new Peer.AnyOf(List.of(new Peer.Addresses("0.0.0.0/0"), new Peer.AnyPod()))
                : Peer.ANYONE;
    }

    private static boolean isInASecret(AlertsConfig alerts) {
        return alerts.slack() || alerts.watchdog();
    }

    private static Integer[] ports(AlertsConfig alerts) {
        if (isInASecret(alerts)) {
            return new Integer[0];
        }
        return Stream.concat(
                        alerts.email().map(MonitoringPaths::port).stream(),
                        alerts
                                .rocketChat()
                                .map(chat -> Destination.of("alerts", "monitoring.alerts.rocketChat.url", chat.url())
                                        .port())
                                .stream())
                .distinct()
                .toArray(Integer[]::new);
    }
}
