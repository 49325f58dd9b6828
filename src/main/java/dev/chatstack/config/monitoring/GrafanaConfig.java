package dev.chatstack.config.monitoring;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.setting.SecretKeys;
import dev.chatstack.config.values.EmailAddress;
import dev.chatstack.config.values.SecretName;
import dev.chatstack.config.values.network.HttpsUrl;
import dev.chatstack.config.values.network.Port;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** How people open Grafana. Left out, by plain HTTP as its one administrator: behind {@code kubectl port-forward}. */
public record GrafanaConfig(
        @About("URL of Grafana, such as https://grafana.example.org:3000")
        @Pattern(regexp = HTTPS, message = MUST_BE_HTTPS)
        String url,

        @SecretKeys(
                value = {SecretKeys.CERTIFICATE, SecretKeys.CERTIFICATE_KEY},
                namespace = SecretKeys.MONITORING)
        @About(
                "name of a Secret in the namespace of the monitoring with `tls.crt` and `tls.key`; without it, TLS ends at a proxy "
                        + "in front of Grafana")
        Optional<@SecretName String> tlsSecret,

        @About("sign-in with existing accounts; the callback URL is <url>/login/generic_oauth")
        Optional<GrafanaSignInConfig> signIn) {
    private static final String HTTPS = "https://" + Port.HOST + Port.OPTIONAL;
    private static final String MUST_BE_HTTPS = "must be https:// and a host, without a path";

    /** A provider of OpenID Connect, and who of its people may come in. Everybody else is refused. */
    public record GrafanaSignInConfig(
            @SecretKeys(
                    value = {"id", "secret"},
                    namespace = SecretKeys.MONITORING)
            @About("name of a Secret in the namespace of the monitoring with `id` and `secret` of the application")
            @SecretName
            String secret,

            @About("the provider's authorization endpoint") @HttpsUrl
            String authorizeUrl,

            @About("its token endpoint") @HttpsUrl String tokenUrl,

            @About("its userinfo endpoint") @HttpsUrl String userUrl,

            @About("e-mail addresses of people who can change everything") @NotEmpty
            List<@EmailAddress @Pattern(regexp = NO_QUOTES, message = NO_ADDRESS) String> admins,

            @About("e-mail addresses of people who can also change dashboards") @Default("[]")
            List<@EmailAddress @Pattern(regexp = NO_QUOTES, message = NO_ADDRESS) String> editors,

            @About("e-mail addresses of people who can only look") @Default("[]")
            List<@EmailAddress @Pattern(regexp = NO_QUOTES, message = NO_ADDRESS) String> viewers) {
        static final String ENDPOINT = "https://\\S+";
        static final String MUST_BE_ENDPOINT = "must be an address that begins with https://";
        static final String NO_QUOTES = "[^'`\"\\\\\\s]+";
        static final String NO_ADDRESS = "must be an e-mail address";
    }
}
