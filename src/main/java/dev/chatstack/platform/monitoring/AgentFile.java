package dev.chatstack.platform.monitoring;

import dev.chatstack.config.monitoring.MonitoringConfig;
import dev.chatstack.config.monitoring.SendToConfig.EndpointConfig;

/** The file of the agent, Alloy, with where logs and traces go: to Loki and Tempo, or to stores elsewhere. */
public final class AgentFile {
    private static final String TRACES = "otelcol.receiver.otlp \"traces\" {";
    private static final String LOKI = "\t\turl = sys.env(\"LOKI_URL\") + \"/loki/api/v1/push\"\n";
    private static final String TEMPO = "otelcol.exporter.otlp \"tempo\" {";

    private AgentFile() {}

    /** How the agent reads the name or the password of the store for {@code what}, {@code LOGS} or {@code TRACES}. */
    @FunctionalInterface
    public interface Secrets {
        /** An expression of Alloy. */
        String expression(String what, String key);

        /** What must be declared for these expressions. */
        default String declarations(String what) {
            return "";
        }
    }

    /** The file at {@code path}; what nobody takes is not in it. */
    public static MonitoringFile of(String path, MonitoringConfig config, Secrets secrets) {
        MonitoringFile file = MonitoringFile.of(path);
        int traces = file.text().indexOf(TRACES);
        String logs = config.logsTo()
                .map(store -> logsTo(file.text().substring(0, traces), store, secrets))
                .orElseGet(() -> config.keepsLogs() ? file.text().substring(0, traces) : "");
        String rest = config.tracesTo()
                .map(store -> tracesTo(file.text().substring(traces), store, secrets))
                .orElseGet(() -> config.keepsTraces() ? file.text().substring(traces) : "");
        return new MonitoringFile(path, logs + rest);
    }

    private static String logsTo(String text, EndpointConfig store, Secrets secrets) {
        String endpoint = "\t\turl = sys.env(\"LOGS_URL\")\n";
        if (store.secret().isPresent()) {
            endpoint += "\n\t\tbasic_auth {\n\t\t\tusername = " + secrets.expression("LOGS", EndpointConfig.USERNAME)
                    + "\n\t\t\tpassword = " + secrets.expression("LOGS", EndpointConfig.PASSWORD) + "\n\t\t}\n";
        }
        return text.replace(LOKI, endpoint) + declarations("LOGS", store, secrets);
    }

    private static String declarations(String what, EndpointConfig store, Secrets secrets) {
        return store.secret().isPresent() ? secrets.declarations(what) : "";
    }

    private static String tracesTo(String text, EndpointConfig store, Secrets secrets) {
        String before = text.substring(0, text.indexOf(TEMPO))
                .replace("otelcol.exporter.otlp.tempo.input", "otelcol.exporter.otlphttp.store.input");
        if (store.secret().isEmpty()) {
            return before
                    + "otelcol.exporter.otlphttp \"store\" {\n\tclient {\n\t\tendpoint = sys.env(\"TRACES_URL\")\n\t}\n}\n";
        }
        return before
                + declarations("TRACES", store, secrets)
                + """
                otelcol.auth.basic "store" {
                \tusername = %s
                \tpassword = %s
                }

                otelcol.exporter.otlphttp "store" {
                \tclient {
                \t\tendpoint = sys.env("TRACES_URL")
                \t\tauth     = otelcol.auth.basic.store.handler
                \t}
                }
                """.formatted(
                                secrets.expression("TRACES", EndpointConfig.USERNAME),
                                secrets.expression("TRACES", EndpointConfig.PASSWORD));
    }
}
