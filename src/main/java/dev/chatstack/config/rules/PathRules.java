package dev.chatstack.config.rules;

import dev.chatstack.config.Destination;
import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.chat.ChatDestinations;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.cloud.DockerConfig;
import java.util.List;

/** A name that only a private network knows resolves to an address that no rule opens automatically. */
final class PathRules {
    private static final String PRIVATE = ".*\\.(internal|intranet|local|lan|corp|private|home\\.arpa)";

    private PathRules() {}

    static void check(Blocks blocks, Findings findings) {
        if (blocks.has(DockerConfig.class)) {
            return;
        }
        blocks.find(RocketChatConfig.class).ifPresent(chat -> ChatDestinations.of(chat.settings())
                .forEach(to -> isOpened(to, "chat.reaches", chat.reaches(), findings)));
        blocks.find(BackupConfig.class).ifPresent(backup -> {
            backup.store()
                    .endpoint()
                    .map(url -> Destination.of("store", "backup.store.endpoint", url))
                    .ifPresent(to -> isOpened(to, "backup.reaches", backup.reaches(), findings));
        });
    }

    private static void isOpened(Destination to, String list, List<String> reaches, Findings findings) {
        boolean opened = reaches.stream().anyMatch(reach -> reach.endsWith(":" + to.port()));
        if (to.host().matches(PRIVATE) && to.namespace().isEmpty() && !opened) {
            findings.warn(
                    to.setting(),
                    "%s looks like a name of a private network, and pods reach public addresses only. Add its network to %s, such as 10.20.0.0/24:%d"
                            .formatted(to.host(), list, to.port()));
        }
    }
}
