package dev.chatstack.config.outside;

import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.rules.Blocks;
import dev.chatstack.config.rules.Findings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of the block {@code images} contradicts itself or the place. */
final class ImagesRules {
    private static final Set<String> VERSIONED_BY_CHAT = Set.of(
            "rocketchat",
            "tailchat",
            "account-service",
            "authorization-service",
            "ddp-streamer-service",
            "presence-service",
            "stream-hub-service");

    private ImagesRules() {}

    static void check(Blocks blocks, Findings findings) {
        blocks.find(ImagesConfig.class).ifPresent(images -> {
            if (images.equals(
                    new ImagesConfig(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Map.of()))) {
                findings.refuse(
                        "images", "must set mirror, mirrors, pullSecret, charts or replace, or be left out", "{}");
            }
            images.replace().forEach((program, other) -> replacement(program, other, findings));
            if (blocks.has(DockerConfig.class)) {
                onDocker(images, findings);
            }
        });
    }

    private static void replacement(String program, String other, Findings findings) {
        boolean isImage = other.contains("/");
        boolean hasTag = !isImage || other.substring(other.lastIndexOf('/')).contains(":");
        if (VERSIONED_BY_CHAT.contains(program) && hasTag) {
            findings.refuse(
                    "images.replace." + program,
                    "must be an image without a tag, such as registry.example.org/own/" + program
                            + ": chat.version is its tag",
                    other);
        } else if (!VERSIONED_BY_CHAT.contains(program) && !hasTag) {
            findings.refuse(
                    "images.replace." + program,
                    "must have a tag, such as registry.example.org/own/" + program
                            + ":1.0, because without one another image may start tomorrow",
                    other);
        }
    }

    private static void onDocker(ImagesConfig images, Findings findings) {
        images.pullSecret()
                .ifPresent(secret -> findings.refuse(
                        "images.pullSecret",
                        "must be left out on a Docker host: run `docker login` with the registry on the machine that"
                                + " deploys, and chatstack passes this sign-in to the engine with each pull",
                        secret));
        images.charts()
                .ifPresent(registry -> findings.refuse(
                        "images.charts", "must be left out on a Docker host, where nothing is a chart", registry));
    }
}
