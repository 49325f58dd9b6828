package dev.chatstack.config.rules;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.ObjectsConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.setting.Variants;
import java.util.Map;

/** What Tailchat cannot have. */
public final class TailchatRules {
    private TailchatRules() {}

    public static void check(Blocks blocks, Findings findings) {
        blocks.find(TailchatConfig.class).ifPresent(chat -> {
            if (blocks.has(DockerConfig.class)) {
                findings.refuse("chat.product", "must be rocketchat on one Docker host", "tailchat");
            }
            chat(chat, findings);
            blocks.find(MongoDbConfig.class)
                    .filter(mongodb -> !mongodb.isOurs())
                    .ifPresent(mongodb -> externalDatabase(chat, findings));
        });
    }

    private static void chat(TailchatConfig chat, Findings findings) {
        if (!(chat.exposure() instanceof ExposureConfig.Ingress)) {
            findings.refuse(
                    "chat.exposure.by",
                    "must be ingress for Tailchat, whose services stand behind one host name",
                    by(chat));
        }
        if (chat.website().filter(site -> site.host().equals(chat.host())).isPresent()) {
            findings.refuse("chat.website.host", "must be another than chat.host", chat.host());
        }
        if (chat.objects() instanceof ObjectsConfig.Minio) {
            findings.warn(
                    "chat.objects.store",
                    "is minio, whose last public image is of September 2025 and gets no security fixes; take seaweedfs");
        }
    }

    private static void externalDatabase(TailchatConfig chat, Findings findings) {
        if (chat.objects() instanceof ObjectsConfig.SeaweedFs) {
            findings.refuse(
                    "chat.objects.store",
                    "must be minio or external beside mongodb.external: SeaweedFS keeps the names of files in a database of ours",
                    "seaweedfs");
        }
        findings.warn(
                "mongodb.external",
                "must be a MongoDB of 5.0 to 7.0, for Tailchat's driver is of 2021; its backup, and that of the files, is for whoever runs it");
    }

    /** What the file calls its way in. */
    private static String by(TailchatConfig chat) {
        return Variants.of(ExposureConfig.class).orElseThrow().types().entrySet().stream()
                .filter(kind -> kind.getValue().isInstance(chat.exposure()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
