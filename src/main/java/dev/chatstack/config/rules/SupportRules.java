package dev.chatstack.config.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatstack.config.MeshConfig;
import dev.chatstack.config.Support;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.database.ExternalMongoDbConfig;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says when the makers of a program stop fixing its release, or never tried it with another one. Nothing is refused: an old release runs, and an upgrade needs time.
 */
public final class SupportRules {
    private SupportRules() {}

    public static void check(Blocks blocks, Clock clock, Findings findings) {
        mesh(blocks, findings);
        LocalDate today = LocalDate.now(clock);
        blocks.find(RocketChatConfig.class).ifPresent(chat -> rocketChat(chat.version(), today, findings));
        if (!blocks.has(ExternalMongoDbConfig.class)) {
            // by the product whose database it is
            String line = blocks.has(TailchatConfig.class) ? "7.0" : "8.0";
            Optional.ofNullable(Support.lastDays("mongodb").get(line))
                    .ifPresent(end -> warn("mongodb", "MongoDB " + line, end, "update chatstack", today, findings));
        }
    }

    private static void mesh(Blocks blocks, Findings findings) {
        String path = "cloud.kubernetesVersion";
        Optional<String> version = blocks.find(CloudConfig.class).flatMap(CloudConfig::chosenKubernetes);
        version.filter(wanted -> blocks.has(MeshConfig.class)).ifPresent(wanted -> {
            for (JsonNode line : Support.lines("istio")) {
                List<String> takes = new ArrayList<>();
                line.path("kubernetes").forEach(one -> takes.add(one.asText()));
                if (!takes.contains(wanted)) {
                    findings.warn(
                            path,
                            "the makers of Istio " + line.path("line").asText() + " support it on Kubernetes "
                                    + String.join(", ", takes) + ", not on " + wanted + ": choose one of these");
                }
            }
        });
    }

    private static void rocketChat(String version, LocalDate today, Findings findings) {
        String line = version.replaceFirst("^(\\d+\\.\\d+)\\..*", "$1");
        Optional.ofNullable(Support.lastDays("rocketchat").get(line))
                .ifPresent(end -> warn(
                        "chat.version",
                        "Rocket.Chat " + line,
                        end,
                        "upgrade; without support, push notifications and the marketplace stop as well",
                        today,
                        findings));
    }

    private static void warn(
            String path, String program, LocalDate end, String remedy, LocalDate today, Findings findings) {
        if (today.isAfter(end)) {
            findings.warn(path, "support of " + program + " ended on " + end + "; " + remedy);
        } else if (today.plusDays(Support.WARNING_DAYS).isAfter(end)) {
            findings.warn(path, "support of " + program + " ends on " + end + "; " + remedy);
        }
    }
}
