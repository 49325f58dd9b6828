package dev.chatstack.load;

import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.TailchatConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How much load, and where.
 *
 * @param server the address of the chat, such as {@code https://chat.example.org}
 * @param people how many are connected at once
 * @param length for how long they write, once all are there
 * @param pause how long each of them waits between two messages
 * @param file whether a file goes up and is read again
 */
public record LoadPlan(URI server, int people, Duration length, Duration pause, boolean file) {
    /** More than one machine's ports, and more than one server of the chat bears. */
    public static final int MOST_PEOPLE = 1000;

    public static final int LONGEST_MINUTES = 60;

    /** Where robots can chat with {@code chat}; empty when they do not speak the language of its product. */
    public static Optional<String> url(ChatConfig chat) {
        return switch (chat) {
            case RocketChatConfig rocketChat -> Optional.of(chat.exposure().url(chat.host()));
            case TailchatConfig tailchat -> Optional.empty();
        };
    }

    /** Two people at {@code url} who write to each other until somebody ends it. */
    public static LoadPlan conversation(String url) {
        return new LoadPlan(URI.create(url), 2, Duration.ZERO, Duration.ZERO, false);
    }

    /** Where clients of Rocket.Chat connect. */
    URI socket() {
        return URI.create(server.toString().replaceFirst("^http", "ws") + "/websocket");
    }
}
