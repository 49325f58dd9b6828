package dev.chatstack.clouds;

import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.TailchatConfig;

/** The codes of HTTP by which a cloud's load balancer knows that a pod lives. */
public final class HealthyAnswers {
    private HealthyAnswers() {}

    /** Of Tailchat's three programs one alone has a page for it; that the others answer at all must do. */
    public static String of(ChatConfig chat) {
        return switch (chat) {
            case RocketChatConfig rocketChat -> "200";
            case TailchatConfig tailchat -> "200-499";
        };
    }
}
