package dev.chatstack.config.monitoring;

import dev.chatstack.config.Destination;
import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.SecretName;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Stores of an organisation, or of a provider such as Grafana Cloud, which get what is measured here. */
public record SendToConfig(
        @About("Prometheus remote write: this store gets every metric, in addition to the Prometheus here")
        Optional<EndpointConfig> metrics,

        @About("push API of Loki, such as https://logs.example.org/loki/api/v1/push; Loki is then not installed")
        Optional<EndpointConfig> logs,

        @About("OTLP over HTTP, such as https://otlp.example.org/otlp, without /v1/traces; Tempo is then not installed")
        Optional<EndpointConfig> traces) {
    /** A store. */
    public record EndpointConfig(
            @About("URL of the store") @Pattern(regexp = Destination.URL, message = MUST_BE_URL)
            String url,

            @SecretKeys(
                    value = {USERNAME, PASSWORD},
                    namespace = SecretKeys.MONITORING)
            @About(
                    "name of a Secret in the namespace of the monitoring with `username` and `password`; without it, the store asks for none")
            Optional<@SecretName String> secret) {
        /** Keys of the Secret. */
        public static final String USERNAME = "username";

        public static final String PASSWORD = "password";

        static final String MUST_BE_URL = "must be a URL such as https://metrics.example.org/api/v1/write";

        /** Whether nobody on the way can read it. */
        public boolean isSafe() {
            return url.startsWith("https:")
                    || Destination.of("store", "url", url).namespace().isPresent();
        }
    }
}
