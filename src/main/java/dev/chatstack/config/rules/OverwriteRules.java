package dev.chatstack.config.rules;

import dev.chatstack.config.chat.ChatSettingsConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What may stand in {@code chat.settings.overwrite}: nothing that is secret, and no more than a ConfigMap holds. */
final class OverwriteRules {
    private static final String PATH = "chat.settings.overwrite";

    /** A ConfigMap takes 1 MiB; the settings of our own and other blocks need a part of it. */
    private static final int MOST_BYTES = 256 << 10;

    /** Settings of Rocket.Chat that hold a secret and do not end like one. */
    private static final Set<String> SECRET = Set.of(
            "Accounts_RegistrationForm_SecretURL", "GoogleVision_ServiceAccount", "Push_apn_cert", "Push_apn_dev_cert");

    /** What the last word of a setting that holds a secret ends with. */
    private static final List<String> ENDINGS = List.of(
            "password", "passphrase", "secret", "secretkey", "token", "key", "credentials", "licence", "license");

    private OverwriteRules() {}

    static void check(Blocks blocks, Findings findings) {
        blocks.find(ChatSettingsConfig.class).ifPresent(settings -> {
            settings.overwrite().keySet().stream()
                    .filter(OverwriteRules::isSecret)
                    .forEach(id -> findings.refuse(
                            PATH + "." + id,
                            "must not stand in the file, for it is secret: put it into a Secret and name that in chat.settings.overwriteSecrets."
                                    + id,
                            "a value"));
            settings.overwriteSecrets().keySet().stream()
                    .filter(settings.overwrite()::containsKey)
                    .forEach(id -> findings.refuse(
                            "chat.settings.overwriteSecrets." + id, "must not stand in overwrite as well", "both"));
            size(settings, findings);
        });
    }

    static boolean isSecret(String id) {
        String word = id.substring(Math.max(id.lastIndexOf('_'), id.lastIndexOf('-')) + 1)
                .toLowerCase(Locale.ROOT);
        return SECRET.contains(id) || ENDINGS.stream().anyMatch(word::endsWith);
    }

    private static void size(ChatSettingsConfig settings, Findings findings) {
        long bytes = settings.overwrite().entrySet().stream()
                .mapToLong(entry ->
                        entry.getKey().length() + entry.getValue().unescaped().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MOST_BYTES) {
            findings.refuse(PATH, "must hold at most " + MOST_BYTES + " bytes, for a ConfigMap takes no more", bytes);
        }
    }
}
