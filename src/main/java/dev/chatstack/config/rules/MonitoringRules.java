package dev.chatstack.config.rules;

import dev.chatstack.config.monitoring.AlertsConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;

/** An alert that nobody gets is none. */
public final class MonitoringRules {
    private MonitoringRules() {}

    public static void check(Blocks blocks, Findings findings) {
        boolean leftOut = blocks.find(MonitoringConfig.class)
                .filter(monitoring -> monitoring.alerts().isEmpty())
                .isPresent();
        if (leftOut && blocks.production()) {
            findings.warn("monitoring.alerts", "is left out: nobody is told when something is wrong");
        }
        if (blocks.find(AlertsConfig.class)
                .filter(alerts -> !alerts.reachesSomebody())
                .isPresent()) {
            findings.refuse("monitoring.alerts", "must name a way: email, slack or rocketChat", "none");
        }
    }
}
