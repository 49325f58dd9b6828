package dev.chatstack.platform.monitoring;

import dev.chatstack.config.monitoring.GrafanaConfig;
import dev.chatstack.config.monitoring.GrafanaConfig.GrafanaSignInConfig;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.platform.ChartValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.Optional;

/** What we tell the chart of Grafana, a part of kube-prometheus-stack. */
public final class Grafana {
    private static final String TLS = "/etc/grafana/tls";

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Map<String, ?>> ini = new TreeMap<>();

    private Grafana() {}

    /** The values; {@code service} says how it is reached, {@code config} at which address. */
    static Map<String, ?> values(
            Optional<GrafanaConfig> config, Map<String, ?> service, GeneratedSecret admin) {
        Grafana grafana = new Grafana();
        grafana.basics(service, admin);
        config.ifPresent(given -> {
            grafana.address(given);
            given.signIn().ifPresent(grafana::signIn);
            grafana.values.put("grafana.ini", grafana.ini);
        });
        return grafana.values;
    }

    private void basics(Map<String, ?> service, GeneratedSecret admin) {
        Map<String, Object> reached = new HashMap<>(service);
        reached.put("port", Monitoring.GRAFANA_PORT);
        values.put("service", reached);
        values.put("admin", Map.of("existingSecret", admin.name()));
        // it reads its password when it starts
        values.put("podAnnotations", Map.of("chatstack.dev/secrets-revision", admin.revision()));
        values.put("resources", ChartValues.resources("100m", "512Mi"));
        values.put("sidecar", Map.of("datasources", Map.of("defaultDatasourceEnabled", false)));
        values.put("additionalDataSources", dataSources());
    }

    private void address(GrafanaConfig config) {
        Map<String, Object> server = new TreeMap<>(Map.of("root_url", config.url()));
        ini.put("security", Map.of("cookie_secure", true));
        config.tlsSecret().ifPresent(secret -> {
            server.put("protocol", "https");
            server.put("cert_file", TLS + "/tls.crt");
            server.put("cert_key", TLS + "/tls.key");
            byTls(secret);
        });
        ini.put("server", server);
    }

    /** Everything that talks to it inside the cluster, where its certificate's name does not fit. */
    private void byTls(String secret) {
        values.put(
                "extraSecretMounts",
                List.of(Map.of(
                        "name", "tls", "secretName", secret, "mountPath", TLS, "readOnly", true, "defaultMode", 0440)));
        for (String probe : List.of("readinessProbe", "livenessProbe")) {
            values.put(probe, Map.of("httpGet", Map.of("scheme", "HTTPS")));
        }
        // it finds new dashboards by itself within half a minute; the sidecar could only tell it by plain HTTP
        values.put(
                "sidecar",
                Map.of(
                        "dashboards", Map.of("skipReload", true),
                        "datasources",
                                Map.of(
                                        "defaultDatasourceEnabled",
                                        false,
                                        "skipReload",
                                        true,
                                        "initDatasources",
                                        true)));
        values.put("serviceMonitor", Map.of("scheme", "https", "tlsConfig", Map.of("insecureSkipVerify", true)));
    }

    private void signIn(GrafanaSignInConfig config) {
        Map<String, Object> oauth = new TreeMap<>();
        oauth.put("enabled", true);
        oauth.put("name", "your account");
        oauth.put("scopes", "openid email profile");
        oauth.put("auth_url", config.authorizeUrl());
        oauth.put("token_url", config.tokenUrl());
        oauth.put("api_url", config.userUrl());
        oauth.put("use_pkce", true);
        oauth.put("allow_sign_up", true);
        oauth.put("role_attribute_path", roles(config));
        // who has no role is nobody
        oauth.put("role_attribute_strict", true);
        oauth.put("allow_assign_grafana_admin", false);
        ini.put("auth.generic_oauth", oauth);
        values.put(
                "envValueFrom",
                Map.of(
                        "GF_AUTH_GENERIC_OAUTH_CLIENT_ID", from(config.secret(), "id"),
                        "GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET", from(config.secret(), "secret")));
    }

    /** An expression in JMESPath, which Grafana puts to what the provider says of a person. */
    private static String roles(GrafanaSignInConfig config) {
        Map<String, List<String>> roles =
                new TreeMap<>(Map.of("Admin", config.admins(), "Editor", config.editors(), "Viewer", config.viewers()));
        return roles.entrySet().stream()
                .filter(role -> !role.getValue().isEmpty())
                .map(role -> "contains([" + quoted(role.getValue()) + "], email) && '" + role.getKey() + "'")
                .collect(Collectors.joining(" || "));
    }

    private static String quoted(List<String> addresses) {
        return addresses.stream().map(address -> "'" + address + "'").collect(Collectors.joining(", "));
    }

    private static Map<String, ?> from(String secret, String key) {
        return Map.of("secretKeyRef", Map.of("name", secret, "key", key));
    }

    private static Object dataSources() {
        return MonitoringFile.of("grafana/datasources.yaml")
                .with(Map.of(
                        "PROMETHEUS_URL", "http://" + Monitoring.PROMETHEUS + ":" + Monitoring.PROMETHEUS_PORT,
                        "ALERTMANAGER_URL", "http://monitoring-alertmanager:9093",
                        "LOKI_URL", "http://" + Logs.NAME + ":" + Logs.PORT,
                        "TEMPO_URL", "http://" + Traces.NAME + ":" + Traces.PORT))
                .literal()
                .yaml()
                .get("datasources");
    }
}
