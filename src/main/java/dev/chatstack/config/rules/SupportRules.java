package dev.chatstack.config.rules;

import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.config.database.ExternalMongoDbConfig;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says when the makers of a program stop fixing its release. Nothing is refused: an old release runs, and an upgrade needs time.
 *
 * <p>Months: Rocket.Chat's discussion 42302 and its support policy (a long-term release 12 months, any other 6), MongoDB's lifecycle
 * schedules, mongodb.com/legal/support-policy/lifecycles; as of November 2026.
 */
public final class SupportRules {
    /** Time to plan an upgrade, and one that fails. */
    private static final int WARNING_DAYS = 60;

    private static final Map<String, YearMonth> ROCKET_CHAT = new TreeMap<>(Map.of(
            "7.10", YearMonth.of(2026, 9),
            "8.5", YearMonth.of(2027, 6),
            "8.6", YearMonth.of(2027, 1),
            "8.9", YearMonth.of(2027, 10),
            "9.0", YearMonth.of(2027, 5)));

    /** By the product whose database it is. */
    private static final LocalDate MONGODB_8_0 = LocalDate.of(2029, 10, 31);

    private static final LocalDate MONGODB_7_0 = LocalDate.of(2027, 8, 31);

    private SupportRules() {}

    public static void check(Blocks blocks, Clock clock, Findings findings) {
        LocalDate today = LocalDate.now(clock);
        blocks.find(RocketChatConfig.class).ifPresent(chat -> rocketChat(chat.version(), today, findings));
        if (!blocks.has(ExternalMongoDbConfig.class)) {
            boolean tailchat = blocks.has(TailchatConfig.class);
            warn(
                    "mongodb",
                    tailchat ? "MongoDB 7.0" : "MongoDB 8.0",
                    tailchat ? MONGODB_7_0 : MONGODB_8_0,
                    "update chatstack",
                    today,
                    findings);
        }
    }

    private static void rocketChat(String version, LocalDate today, Findings findings) {
        String line = version.replaceFirst("^(\\d+\\.\\d+)\\..*", "$1");
        Optional.ofNullable(ROCKET_CHAT.get(line))
                .ifPresent(month -> warn(
                        "chat.version",
                        "Rocket.Chat " + line,
                        month.atEndOfMonth(),
                        "upgrade; without support, push notifications and the marketplace stop as well",
                        today,
                        findings));
    }

    private static void warn(
            String path, String program, LocalDate end, String remedy, LocalDate today, Findings findings) {
        if (today.isAfter(end)) {
            findings.warn(path, "support of " + program + " ended on " + end + "; " + remedy);
        } else if (today.plusDays(WARNING_DAYS).isAfter(end)) {
            findings.warn(path, "support of " + program + " ends on " + end + "; " + remedy);
        }
    }
}
