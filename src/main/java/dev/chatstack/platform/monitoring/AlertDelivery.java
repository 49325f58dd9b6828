package dev.chatstack.platform.monitoring;

import dev.chatstack.config.monitoring.AlertsConfig;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alertmanager's configuration: our routes, and the ways to people that the environment names. */
public final class AlertDelivery {
    private AlertDelivery() {}

    /** The configuration as the chart takes it. */
    public static Map<String, Object> configuration(Optional<AlertsConfig> alerts) {
        Map<String, Object> configuration =
                MonitoringFile.of("alertmanager/alertmanager.yaml").yaml();
        Map<String, Object> people = new LinkedHashMap<>();
        Map<String, Object> watchdog = new LinkedHashMap<>();
        alerts.ifPresent(config -> {
            Map<String, Object> ways = MonitoringFile.of("alertmanager/receivers.yaml")
                    .with(values(config))
                    .yaml();
            if (config.email().isPresent()) {
                people.put("email_configs", ways.get("email"));
            }
            if (config.slack()) {
                people.put("slack_configs", ways.get("slack"));
            }
            if (config.rocketChat().isPresent()) {
                people.put("rocketchat_configs", ways.get("rocketChat"));
            }
            if (config.watchdog()) {
                watchdog.put("webhook_configs", ways.get("watchdog"));
            }
        });
        configuration.put(
                "receivers",
                List.of(
                        receiver("page", people),
                        receiver("ticket", people),
                        receiver("watchdog", watchdog),
                        receiver("nobody", Map.of())));
        return configuration;
    }

    private static Map<String, Object> receiver(String name, Map<String, Object> ways) {
        Map<String, Object> receiver = new LinkedHashMap<>(ways);
        receiver.put("name", name);
        return receiver;
    }

    private static Map<String, String> values(AlertsConfig config) {
        Map<String, String> values = new HashMap<>();
        values.put("SECRETS", "/etc/alertmanager/secrets/" + config.secret());
        config.email().ifPresent(email -> {
            values.put("EMAIL_TO", email.to());
            values.put("EMAIL_FROM", email.from());
            values.put("SMTP_ADDRESS", email.smtp());
            values.put("SMTP_USER", email.user());
        });
        config.rocketChat().ifPresent(chat -> {
            values.put("CHAT_URL", chat.url());
            values.put("CHAT_CHANNEL", chat.channel());
        });
        return values;
    }
}
