package dev.chatstack.config.chat;

import java.util.Locale;

/** How Rocket.Chat runs. */
public enum Architecture {
    /** Every server does everything. */
    MONOLITH,
    /** Connections, accounts, rights and presence are separate programs, which grow apart from each other. */
    MICROSERVICES;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
