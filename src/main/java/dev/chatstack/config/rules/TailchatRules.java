package dev.chatstack.config.rules;

import dev.chatstack.config.chat.ExposureConfig;
import dev.chatstack.config.chat.ObjectsConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.setting.Variants;

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
        wayIn(chat, findings);
        if (chat.website().filter(site -> site.host().equals(chat.host())).isPresent()) {
            findings.refuse("chat.website.host", "must be another than chat.host", chat.host());
        }
        if (chat.objects() instanceof ObjectsConfig.Minio) {
            findings.warn(
                    "chat.objects.store",
                    "is minio, whose last public image is of September 2025 and gets no security fixes; take seaweedfs");
        }
    }

    private static void wayIn(TailchatConfig chat, Findings findings) {
        switch (chat.exposure()) {
            case ExposureConfig.Ingress ingress -> {}
            case ExposureConfig.Alb alb -> onlyTheChat(chat, findings);
            case ExposureConfig.Gateway gateway -> {}
            case ExposureConfig.ApplicationGateway gateway -> onlyTheChat(chat, findings);
            case ExposureConfig.Route route -> onlyTheChat(chat, findings);
            case ExposureConfig.IstioGateway gateway -> onlyTheChat(chat, findings);
            case ExposureConfig.LoadBalancer balancer ->
                refuse(
                        chat,
                        "a load balancer serves one program, and Tailchat has three behind one host name",
                        findings);
            case ExposureConfig.HaProxy proxy -> refuse(chat, "haproxy needs a Docker host", findings);
        }
    }

    private static void refuse(TailchatConfig chat, String reason, Findings findings) {
        findings.refuse(
                "chat.exposure.by",
                "must be ingress, gateway, istioGateway, alb, applicationGateway or route for Tailchat, because "
                        + reason,
                by(chat));
    }

    /** The certificates of the others are for the host of the chat. */
    private static void onlyTheChat(TailchatConfig chat, Findings findings) {
        if (chat.website().isPresent()) {
            findings.refuse(
                    "chat.website",
                    "must be left out unless chat.exposure.by is ingress or gateway, because the certificate is for chat.host alone",
                    "a block");
        }
    }

    private static void externalDatabase(TailchatConfig chat, Findings findings) {
        if (chat.objects() instanceof ObjectsConfig.SeaweedFs) {
            findings.refuse(
                    "chat.objects.store",
                    "must be minio or external with mongodb.external: SeaweedFS keeps the names of files in a database of ours",
                    "seaweedfs");
        }
        findings.warn(
                "mongodb.external",
                "must be a MongoDB of 5.0 to 7.0, for Tailchat's driver is of 2021; its backup, and that of the files, is the task of the team that runs it");
    }

    /** The value of {@code exposure.by} in the file. */
    private static String by(TailchatConfig chat) {
        return Variants.word(ExposureConfig.class, chat.exposure());
    }
}
