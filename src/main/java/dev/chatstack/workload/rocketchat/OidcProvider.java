package dev.chatstack.workload.rocketchat;

import dev.chatstack.config.chat.SignInConfig.OidcConfig;
import dev.chatstack.kubernetes.pod.EnvValue;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A provider of OpenID Connect as Rocket.Chat reads it: variables without a prefix create the provider at the first start, and forced
 * settings keep what an administrator or an older file stored from staying (initCustomOAuthServices.ts, addOAuthService.ts).
 */
record OidcProvider(OidcConfig config) {
    private static final String CREATED = "Accounts_OAuth_Custom_";
    private static final String FORCED = "OVERWRITE_SETTING_Accounts_OAuth_Custom-";

    /** What may be read by anyone who may read ConfigMaps. */
    Map<String, String> plain() {
        Map<String, String> variables = new TreeMap<>();
        variables.put(CREATED + name(), "true");
        variables.put(FORCED + name(), "true");
        settings().forEach((key, value) -> {
            variables.put(created(key), value);
            variables.put(forced(key), value);
        });
        return variables;
    }

    /** What comes from the Secret. */
    Map<String, EnvValue.FromSecret> secret() {
        Map<String, EnvValue.FromSecret> variables = new TreeMap<>();
        for (String key : new String[] {"id", "secret"}) {
            variables.put(created(key), EnvValue.secret(config.secret(), key));
            variables.put(forced(key), EnvValue.secret(config.secret(), key));
        }
        return variables;
    }

    private Map<String, String> settings() {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("url", config.url()),
                Map.entry("authorize_path", config.authorizePath()),
                Map.entry("token_path", config.tokenPath()),
                Map.entry("identity_path", config.userInfoPath()),
                Map.entry("scope", config.scope()),
                Map.entry("token_sent_via", "payload"),
                Map.entry("identity_token_sent_via", "header"),
                Map.entry("login_style", "redirect"),
                Map.entry("key_field", "email"),
                Map.entry("username_field", config.userField()),
                Map.entry("email_field", "email"),
                Map.entry("name_field", "name"),
                Map.entry("button_label_text", config.button()),
                Map.entry("merge_users", String.valueOf(config.mergeUsers())),
                Map.entry("show_button", "true")));
    }

    private String created(String key) {
        return CREATED + name() + "_" + key;
    }

    private String forced(String key) {
        return FORCED + name() + "-" + key;
    }

    /** Rocket.Chat writes it so, whatever the variable says. */
    private String name() {
        return config.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + config.name().substring(1);
    }
}
