package dev.chatstack.config.rules;

import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.RocketChatConfig;
import dev.chatstack.config.chat.TailchatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.config.cloud.AwsConfig;
import dev.chatstack.config.cloud.CloudConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.cloud.GoogleConfig;
import dev.chatstack.config.values.Sizes;
import java.util.Optional;

/** What the licence allows, and where files go. */
public final class ChatRules {
    private ChatRules() {}

    public static void check(Blocks blocks, Findings findings) {
        blocks.find(RocketChatConfig.class)
                .filter(chat -> chat.licenceSecret().isEmpty())
                .ifPresent(chat -> {
                    replicasHaveALicence(chat, findings);
                    SignInRules.haveALicence(chat, findings);
                });
        blocks.find(ChatConfig.class).ifPresent(chat -> releaseIsSupported(chat, findings));
        blocks.find(ChatConfig.class).ifPresent(chat -> certificateHoldsTheName(chat, findings));
        blocks.find(RocketChatConfig.class).ifPresent(chat -> filesFitIntoMemory(chat, findings));
        blocks.find(ChatConfig.class).ifPresent(chat -> autoscalingGoesUp(chat, findings));
        if (blocks.production() && !blocks.has(DockerConfig.class)) {
            blocks.find(RocketChatConfig.class).ifPresent(chat -> manyPeopleKeepFilesElsewhere(chat, findings));
        }
        if (blocks.has(CloudConfig.class)) {
            blocks.find(UploadsConfig.class).ifPresent(uploads -> uploadsHaveABucket(uploads, blocks, findings));
        }
        ExposureRules.check(blocks, findings);
        PathRules.check(blocks, findings);
        MicroservicesRules.check(blocks, findings);
        OverwriteRules.check(blocks, findings);
        ResourcesRules.check(blocks, findings);
        SizingRules.check(blocks, findings);
    }

    private static void replicasHaveALicence(RocketChatConfig chat, Findings findings) {
        String reason =
                "replicas without the scalability licence do not see each other's messages; name the Secret that holds the licence in chat.licenceSecret";
        if (chat.replicas() > 1) {
            findings.refuse("chat.replicas", "must be 1 without a licence: " + reason, chat.replicas());
        }
        if (chat.autoscaling().isPresent()) {
            findings.refuse("chat.autoscaling", "must be left out without a licence: " + reason, "a block");
        }
    }

    /** Node's heap takes three quarters; a file in transit lies in what remains. */
    private static void filesFitIntoMemory(RocketChatConfig chat, Findings findings) {
        int besideTheHeap = Sizes.mebibytes(chat.resources().memoryLimit()) / 4;
        if (chat.settings().maxFileMegabytes() > besideTheHeap) {
            findings.warn(
                    "chat.settings.maxFileMegabytes",
                    "one file of %d MiB can exceed the %d MiB that a server has in addition to its heap, and the server is then killed. Set chat.resources.memoryLimit higher, or allow smaller files"
                            .formatted(chat.settings().maxFileMegabytes(), besideTheHeap));
        }
    }

    /** Older ones run with another MongoDB, or answer no question about their health. */
    private static void releaseIsSupported(ChatConfig chat, Findings findings) {
        int oldest =
                switch (chat) {
                    case RocketChatConfig rocketChat -> 7;
                    case TailchatConfig tailchat -> 1;
                };
        if (Integer.parseInt(chat.version().replaceFirst("\\..*", "")) < oldest) {
            findings.refuse(
                    "chat.version",
                    "must be " + oldest + ".0.0 or later: older releases do not run here",
                    chat.version());
        }
    }

    /** The common name of a certificate has at most 64 characters. */
    private static void certificateHoldsTheName(ChatConfig chat, Findings findings) {
        if (chat.host().length() > 64) {
            findings.refuse(
                    "chat.host", "must have at most 64 characters, for a certificate takes no more", chat.host());
        }
    }

    private static void autoscalingGoesUp(ChatConfig chat, Findings findings) {
        chat.autoscaling()
                .filter(autoscaling -> autoscaling.maxReplicas() <= chat.replicas())
                .ifPresent(autoscaling -> findings.refuse(
                        "chat.autoscaling.maxReplicas",
                        "must be more than chat.replicas (" + chat.replicas() + ")",
                        autoscaling.maxReplicas()));
    }

    /** A bucket that the file does not name is the one that the cluster's stack makes, on that cloud. */
    private static void uploadsHaveABucket(UploadsConfig uploads, Blocks blocks, Findings findings) {
        switch (uploads) {
            case UploadsConfig.S3 s3
            when !blocks.has(AwsConfig.class) -> {
                require("chat.settings.uploads.bucket", s3.bucket(), findings);
                require("chat.settings.uploads.region", s3.region(), findings);
            }
            case UploadsConfig.Gcs gcs
            when !blocks.has(GoogleConfig.class) -> require("chat.settings.uploads.bucket", gcs.bucket(), findings);
            case UploadsConfig.S3 s3 -> {}
            case UploadsConfig.Gcs gcs -> {}
            case UploadsConfig.Filesystem filesystem -> hasAVolume(filesystem, findings);
            case UploadsConfig.GridFs gridFs -> {}
        }
    }

    private static void hasAVolume(UploadsConfig.Filesystem filesystem, Findings findings) {
        if (filesystem.storageClass().isPresent() == filesystem.existingClaim().isPresent()) {
            findings.refuse(
                    "chat.settings.uploads.storageClass",
                    "must be given for a new volume, or else existingClaim for one that exists",
                    filesystem.storageClass().isPresent() ? "both" : "neither");
        }
    }

    /** From here on each backup of the database grows by what people send, and a full volume is the next outage. */
    private static final int MANY_PEOPLE = 500;

    private static void manyPeopleKeepFilesElsewhere(RocketChatConfig chat, Findings findings) {
        boolean many =
                chat.concurrentUsers().filter(people -> people >= MANY_PEOPLE).isPresent() || chat.maxPods() >= 3;
        if (many && chat.settings().uploads() instanceof UploadsConfig.GridFs) {
            findings.warn(
                    "chat.settings.uploads.store",
                    "is gridfs: files that people send fill the database's volume and make every backup larger and slower. Take s3, gcs or filesystem; files that are there stay readable where they are");
        }
    }

    private static void require(String path, Optional<String> value, Findings findings) {
        if (value.isEmpty()) {
            findings.refuse(path, "is required here, for the cluster's stack makes no such bucket", "nothing");
        }
    }
}
