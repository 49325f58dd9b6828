package dev.chatstack.config.rules;

import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.cloud.GoogleConfig;

/** What the licence allows, and where files go. */
public final class ChatRules {
    private ChatRules() {}

    public static void check(EnvironmentConfig config, Findings findings) {
        replicasHaveALicence(config, findings);
        customOAuthHasALicence(config, findings);
        autoscalingGoesUp(config, findings);
        uploadsHaveABucket(config, findings);
        ExposureRules.check(config, findings);
        MicroservicesRules.check(config, findings);
        SizingRules.check(config, findings);
    }

    private static void replicasHaveALicence(EnvironmentConfig config, Findings findings) {
        if (!(config.chat() instanceof RocketChatConfig chat) || chat.licenceSecret() != null) {
            return;
        }
        String reason =
                "replicas without the scalability licence do not see each other's messages; name the Secret that holds the licence in chat.licenceSecret";
        if (chat.replicas() != null && chat.replicas() > 1) {
            findings.refuse("chat.replicas", "must be 1 without a licence: " + reason, chat.replicas());
        }
        if (chat.autoscaling() != null) {
            findings.refuse("chat.autoscaling", "must be left out without a licence: " + reason, "a block");
        }
    }

    private static void customOAuthHasALicence(EnvironmentConfig config, Findings findings) {
        if (!(config.chat() instanceof RocketChatConfig chat)
                || chat.licenceSecret() != null
                || chat.version() == null
                || !chat.version().matches("(9|\\d\\d)\\..*")
                || chat.settings() == null
                || chat.settings().overwrite() == null) {
            return;
        }
        for (String setting : chat.settings().overwrite().keySet()) {
            if (setting.startsWith("Accounts_OAuth_Custom")) {
                findings.refuse(
                        "chat.settings.overwrite." + setting,
                        "needs a licence from Rocket.Chat 9 on: name the Secret that holds it in chat.licenceSecret, or sign people in with github, gitlab, google, ldap or saml",
                        "a setting");
            }
        }
    }

    private static void autoscalingGoesUp(EnvironmentConfig config, Findings findings) {
        ChatConfig chat = config.chat();
        if (chat != null
                && chat.replicas() != null
                && chat.autoscaling() != null
                && chat.autoscaling().maxReplicas() != null
                && chat.autoscaling().maxReplicas() <= chat.replicas()) {
            findings.refuse(
                    "chat.autoscaling.maxReplicas",
                    "must be more than chat.replicas (" + chat.replicas() + ")",
                    chat.autoscaling().maxReplicas());
        }
    }

    /** A bucket that the file does not name is the one that the cluster's stack makes, on that cloud. */
    private static void uploadsHaveABucket(EnvironmentConfig config, Findings findings) {
        if (!(config.chat() instanceof RocketChatConfig chat) || chat.settings() == null || config.cloud() == null) {
            return;
        }
        boolean google = config.cloud() instanceof GoogleConfig;
        boolean existing = config.cloud() instanceof ExistingClusterConfig
                || config.cloud() instanceof DockerConfig
                || config.cloud() instanceof AzureConfig;
        if (chat.settings().uploads() instanceof UploadsConfig.S3 s3 && (google || existing)) {
            require("chat.settings.uploads.bucket", s3.bucket(), findings);
            require("chat.settings.uploads.region", s3.region(), findings);
        }
        if (chat.settings().uploads() instanceof UploadsConfig.Gcs gcs && !google) {
            require("chat.settings.uploads.bucket", gcs.bucket(), findings);
        }
    }

    private static void require(String path, String value, Findings findings) {
        if (value == null) {
            findings.refuse(path, "is required here, for the cluster's stack makes no such bucket", "nothing");
        }
    }
}
