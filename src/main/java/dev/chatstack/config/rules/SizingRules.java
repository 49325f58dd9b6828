package dev.chatstack.config.rules;

import dev.chatstack.config.Sizing;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.values.Sizes;

/** Compares what a file says with what is published for as many people as it names. */
final class SizingRules {
    private SizingRules() {}

    static void check(Blocks blocks, Findings findings) {
        blocks.find(RocketChatConfig.class)
                .ifPresent(chat -> chat.concurrentUsers().ifPresent(users -> {
                    Sizing sizing = new Sizing(users);
                    String people = " for " + users + " people at once";
                    chat(chat, sizing, people, findings);
                    blocks.find(MongoDbConfig.class)
                            .filter(MongoDbConfig::isOurs)
                            .ifPresent(mongodb -> {
                                compare("mongodb.memory", mongodb.memory(), sizing.mongoGib(), people, findings);
                                compare("mongodb.volume", mongodb.volume(), sizing.mongoVolumeGib(), people, findings);
                            });
                }));
    }

    private static void chat(RocketChatConfig chat, Sizing sizing, String people, Findings findings) {
        int pods = chat.isMicroservices() ? sizing.servers() : sizing.monoliths();
        if (chat.replicas() < pods) {
            String licence = chat.licenceSecret().isEmpty() ? ", which needs a licence" : "";
            findings.warn("chat.replicas", chat.replicas() + " is less than the " + pods + people + licence);
        }
        if (!chat.isMicroservices() && sizing.isForMicroservices()) {
            findings.warn(
                    "chat.architecture",
                    "is monolith, and above " + Sizing.MONOLITH + " people at once Rocket.Chat asks for microservices");
        }
        if (sizing.isBeyondGuidance()) {
            findings.warn(
                    "chat.concurrentUsers",
                    sizing.concurrentUsers() + " is more than the " + Sizing.LARGE
                            + " up to which Rocket.Chat publishes numbers: the numbers above are extrapolated; measure them");
        }
    }

    private static void compare(String path, String size, int gib, String people, Findings findings) {
        if (Sizes.bytes(size) < (long) gib << 30) {
            findings.warn(path, size + " is less than the " + gib + "Gi" + people);
        }
    }
}
