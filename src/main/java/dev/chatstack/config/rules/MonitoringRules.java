package dev.chatstack.config.rules;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;

/** An alert that nobody gets is none. */
public final class MonitoringRules {
    private MonitoringRules() {}

    public static void check(EnvironmentConfig config, Findings findings) {
        MonitoringConfig monitoring = config.monitoring();
        if (monitoring == null) {
            return;
        }
        if (monitoring.alerts() == null && config.isProduction()) {
            findings.warn("monitoring.alerts", "is left out: nobody is told when something is wrong");
        }
        if (monitoring.alerts() != null && !monitoring.alerts().reachesSomebody()) {
            findings.refuse("monitoring.alerts", "must name a way: email, slack or rocketChat", "none");
        }
    }
}
