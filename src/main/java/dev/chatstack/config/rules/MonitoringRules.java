package dev.chatstack.config.rules;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.monitoring.AlertsConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.monitoring.StoreRules;
import java.util.Optional;

/** An alert that nobody gets is none, and a dashboard in plain HTTP is open to its network. */
public final class MonitoringRules {
    private MonitoringRules() {}

    public static void check(Blocks blocks, Findings findings) {
        boolean leftOut = blocks.find(MonitoringConfig.class)
                .filter(monitoring ->
                        monitoring.alerts().isEmpty() && monitoring.existing().isEmpty())
                .isPresent();
        if (leftOut && blocks.production()) {
            findings.warn("monitoring.alerts", "is left out: nobody is told when something is wrong");
        }
        if (blocks.find(AlertsConfig.class)
                .filter(alerts -> !alerts.reachesSomebody())
                .isPresent()) {
            findings.refuse("monitoring.alerts", "must name a way: email, slack or rocketChat", "none");
        }
        namespace(blocks, findings);
        blocks.find(MonitoringConfig.class).ifPresent(monitoring -> StoreRules.check(monitoring, blocks, findings));
        blocks.find(MonitoringConfig.class)
                .filter(monitoring -> blocks.production() && !blocks.has(DockerConfig.class))
                .ifPresent(monitoring -> dashboards(monitoring, findings));
    }

    private static void namespace(Blocks blocks, Findings findings) {
        Optional<String> said = blocks.find(MonitoringConfig.class).flatMap(MonitoringConfig::namespace);
        Optional<String> chat = blocks.find(ChatConfig.class).map(ChatConfig::namespace);
        if (said.isPresent() && said.equals(chat)) {
            findings.refuse("monitoring.namespace", "must be another one than chat.namespace", said.get());
        }
        if (said.isPresent() && blocks.has(DockerConfig.class)) {
            findings.refuse(
                    "monitoring.namespace", "must be left out on a Docker host, which has no namespaces", said.get());
        }
        if (said.isEmpty() && blocks.has(MonitoringConfig.class) && !blocks.has(DockerConfig.class)) {
            chat.map(EnvironmentConfig::monitoringOf)
                    .filter(name -> name.length() > EnvironmentConfig.MONITORING_NAMESPACE_LENGTH)
                    .ifPresent(name -> findings.refuse(
                            "monitoring.namespace",
                            "is required, because the default is longer than 40 characters",
                            name));
        }
    }

    private static void dashboards(MonitoringConfig monitoring, Findings findings) {
        boolean safe = monitoring
                .grafana()
                .filter(grafana ->
                        grafana.tlsSecret().isPresent() && grafana.signIn().isPresent())
                .isPresent();
        if (!monitoring.dashboardAccess().isEmpty() && !safe) {
            findings.refuse(
                    "monitoring.dashboardAccess",
                    "must be left out unless monitoring.grafana has tlsSecret and signIn: the load balancer would carry"
                            + " Grafana's password in plain HTTP. Without it, kubectl port-forward opens Grafana",
                    monitoring.dashboardAccess());
        }
    }
}
