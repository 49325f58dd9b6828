package dev.chatstack.config.rules;

import static java.util.Objects.requireNonNull;

import dev.chatstack.config.chat.ChatSettingsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What may stand in {@code chat.settings.overwrite}: nothing that is secret, and no more than a ConfigMap holds. */
final class OverwriteRules {
    private static final String PATH = "chat.settings.overwrite";

    /** A ConfigMap takes 1 MiB; our own settings and other blocks need a part of it. */
    private static final int MOST_BYTES = 256 << 10;

    /** Ids of Rocket.Chat, a line each. */
    private static final String LIST = "/rocketchat/secret-settings.txt";

    /** What the last word of a setting ends with that holds a secret and is not listed: one of an app, of a provider, of a later release. */
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
        return ENDINGS.stream().anyMatch(word::endsWith) || listed().contains(id);
    }

    /** Read only for a file that overwrites something. */
    private static Set<String> listed() {
        try (InputStream in = requireNonNull(OverwriteRules.class.getResourceAsStream(LIST))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LIST, e);
        }
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
