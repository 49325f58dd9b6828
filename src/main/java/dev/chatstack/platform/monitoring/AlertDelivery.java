package dev.chatstack.platform.monitoring;

import dev.chatstack.config.monitoring.AlertsConfig;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.StringSubstitutor;

/** Alertmanager's configuration: our routes, and the ways to people that the environment names. */
public final class AlertDelivery {
    private AlertDelivery() {}

    /** The configuration as the chart takes it; {@code proxied} where the ways by HTTP lead through a proxy. */
    public static Map<String, Object> configuration(Optional<AlertsConfig> alerts, boolean proxied) {
        Map<String, Object> configuration =
                MonitoringFile.of("alertmanager/alertmanager.yaml").yaml();
        if (proxied && configuration.get("global") instanceof Map<?, ?> global) {
            Map<Object, Object> all = new LinkedHashMap<>(global);
            all.put("http_config", Map.of("proxy_from_environment", true));
            configuration.put("global", all);
        }
        Map<String, Object> people = new LinkedHashMap<>();
        Map<String, Object> watchdog = new LinkedHashMap<>();
        alerts.ifPresent(config -> {
            Map<String, Object> ways = ways(values(config));
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

    /** The ways with {@code values} in their texts: put in after YAML is read, a value cannot become more than a text. */
    private static Map<String, Object> ways(Map<String, String> values) {
        Map<String, Object> ways = new LinkedHashMap<>();
        MonitoringFile.of("alertmanager/receivers.yaml")
                .yaml()
                .forEach((way, form) -> ways.put(way, filled(form, values)));
        return ways;
    }

    private static Object filled(Object form, Map<String, String> values) {
        return switch (form) {
            case String text -> StringSubstitutor.replace(text, values);
            case List<?> list ->
                list.stream().map(entry -> filled(entry, values)).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> filled = new LinkedHashMap<>();
                map.forEach((key, value) -> filled.put(key, filled(value, values)));
                yield filled;
            }
            default -> form;
        };
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
