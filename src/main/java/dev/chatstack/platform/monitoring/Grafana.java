package dev.chatstack.platform.monitoring;

import static java.util.Objects.requireNonNull;

import dev.chatstack.config.monitoring.GrafanaConfig;
import dev.chatstack.config.monitoring.GrafanaConfig.GrafanaSignInConfig;
import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.kubernetes.access.GeneratedSecret;
import dev.chatstack.kubernetes.charts.Values;
import dev.chatstack.platform.ChartValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What we tell the chart of Grafana, a part of kube-prometheus-stack. */
public final class Grafana {
    private static final String TLS = "/etc/grafana/tls";

    private final Values values;

    private Grafana(Values values) {
        this.values = values;
    }

    /** The values; {@code service} says how it is reached. */
    static Values values(MonitoringConfig monitoring, Values service, String namespace, GeneratedSecret admin) {
        Optional<GrafanaConfig> config = monitoring.grafana();
        Grafana grafana = new Grafana(basics(service, admin).set("additionalDataSources", dataSources(monitoring)));
        grafana.sidecars(namespace);
        config.ifPresent(grafana::address);
        config.flatMap(GrafanaConfig::signIn).ifPresent(grafana::signIn);
        return grafana.values;
    }

    private static Values basics(Values service, GeneratedSecret admin) {
        return Values.of("service", service.set("port", Monitoring.GRAFANA_PORT))
                .set("admin.existingSecret", admin.name())
                // it reads its password when it starts
                .set("podAnnotations.chatstack\\.dev/secrets-revision", admin.revision())
                .set("resources", ChartValues.resources("100m", "512Mi"))
                .set("sidecar.datasources.defaultDatasourceEnabled", false);
    }

    /** Dashboards are ConfigMaps next to it; its chart's own rights reach into every namespace. */
    private void sidecars(String namespace) {
        values.set("rbac.namespaced", true)
                .setAll(namespace, "sidecar.dashboards.searchNamespace", "sidecar.datasources.searchNamespace")
                .setAll("configmap", "sidecar.dashboards.resource", "sidecar.datasources.resource");
    }

    private void address(GrafanaConfig config) {
        values.set("grafana\\.ini.server.root_url", config.url()).set("grafana\\.ini.security.cookie_secure", true);
        config.tlsSecret().ifPresent(secret -> {
            values.set("grafana\\.ini.server.protocol", "https")
                    .set("grafana\\.ini.server.cert_file", TLS + "/tls.crt")
                    .set("grafana\\.ini.server.cert_key", TLS + "/tls.key");
            byTls(secret);
        });
    }

    /** Everything that talks to Grafana inside the cluster, where its certificate's name does not fit. */
    private void byTls(String secret) {
        Values mount = Values.of("name", "tls")
                .set("secretName", secret)
                .set("mountPath", TLS)
                .set("readOnly", true)
                .set("defaultMode", 0440);
        values.set("extraSecretMounts", List.of(mount))
                .setAll("HTTPS", "readinessProbe.httpGet.scheme", "livenessProbe.httpGet.scheme")
                // Grafana finds new dashboards automatically within half a minute; the sidecar could only tell it by
                // plain
                // HTTP
                .setAll(
                        true,
                        "sidecar.dashboards.skipReload",
                        "sidecar.datasources.skipReload",
                        "sidecar.datasources.initDatasources")
                .set("serviceMonitor.scheme", "https")
                .set("serviceMonitor.tlsConfig.insecureSkipVerify", true);
    }

    private void signIn(GrafanaSignInConfig config) {
        Values oauth = Values.of("name", "your account")
                .set("scopes", "openid email profile")
                .set("auth_url", config.authorizeUrl())
                .set("token_url", config.tokenUrl())
                .set("api_url", config.userUrl())
                .set("role_attribute_path", roles(config))
                // who has no role is nobody
                .setAll(true, "enabled", "use_pkce", "allow_sign_up", "role_attribute_strict")
                .set("allow_assign_grafana_admin", false);
        values.set("grafana\\.ini.auth\\.generic_oauth", oauth)
                .set("envValueFrom.GF_AUTH_GENERIC_OAUTH_CLIENT_ID", from(config.secret(), "id"))
                .set("envValueFrom.GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET", from(config.secret(), "secret"));
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

    private static Values from(String secret, String key) {
        return Values.of("secretKeyRef.name", secret).set("secretKeyRef.key", key);
    }

    private static Object dataSources(MonitoringConfig config) {
        return kept(
                config,
                MonitoringFile.of("grafana/datasources.yaml")
                        .with(Map.of(
                                "PROMETHEUS_URL",
                                "http://" + Monitoring.PROMETHEUS + ":" + Monitoring.PROMETHEUS_PORT,
                                "ALERTMANAGER_URL",
                                "http://monitoring-alertmanager:9093",
                                "LOKI_URL",
                                TelemetryStore.LOKI.url(),
                                "TEMPO_URL",
                                TelemetryStore.TEMPO.url()))
                        .literal());
    }

    /** The data sources of {@code file} whose store is here. */
    public static List<?> kept(MonitoringConfig config, MonitoringFile file) {
        List<?> all = (List<?>) requireNonNull(file.yaml().get("datasources"));
        return all.stream()
                .filter(source -> switch (String.valueOf(((Map<?, ?>) source).get("uid"))) {
                    case "loki" -> config.keepsLogs();
                    case "tempo" -> config.keepsTraces();
                    default -> true;
                })
                .toList();
    }
}
