package dev.chatstack.docker.programs;

import dev.chatstack.config.monitoring.SendToConfig.EndpointConfig;
import dev.chatstack.docker.Folder;
import dev.chatstack.docker.SecretPlaceholders;
import java.util.Locale;

/** The name and the password of a store elsewhere, as files of the folder of what sends there. */
enum StoreSecrets {
    METRICS,
    LOGS,
    TRACES;

    String username() {
        return path(EndpointConfig.USERNAME);
    }

    String password() {
        return path(EndpointConfig.PASSWORD);
    }

    /** Puts both there, from what a person has put into the folder {@code secret}. */
    void into(Folder folder, String secret) {
        folder.secret(username(), SecretPlaceholders.given(secret, EndpointConfig.USERNAME))
                .secret(password(), SecretPlaceholders.given(secret, EndpointConfig.PASSWORD));
    }

    private String path(String key) {
        return "stores/" + name().toLowerCase(Locale.ROOT) + "-" + key;
    }
}
