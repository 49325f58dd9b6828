package dev.chatstack.clouds;

import dev.chatstack.cloud.BucketUser;
import dev.chatstack.cloud.BucketUser.Right;
import dev.chatstack.config.EnvironmentConfig;
import dev.chatstack.config.chat.ChatConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.workload.backup.BackupUsers;
import dev.chatstack.workload.rocketchat.RocketChat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which service accounts of the chat's stack use the buckets of the cluster's stack. */
public final class BucketUsers {
    private static final String UPLOADS = "uploads";

    private BucketUsers() {}

    /** All that {@code config} asks for. */
    public static List<BucketUser> of(EnvironmentConfig config) {
        List<BucketUser> users = new ArrayList<>();
        uploads(config.chat()).ifPresent(users::add);
        if (config.mongodb().isOurs() && config.backup().store().isMadeHere()) {
            users.addAll(new BackupUsers(config.chat().namespace()).all());
        }
        return users;
    }

    /** What the buckets that the cluster's stack makes are for, such as {@code backups}: no bucket is there that nobody uses. */
    public static Set<String> purposes(EnvironmentConfig config) {
        Set<String> purposes = new TreeSet<>();
        of(config).forEach(user -> purposes.add(user.purpose()));
        config.chat().uploads().filter(BucketUsers::hasNoBucketOfItsOwn).ifPresent(uploads -> purposes.add(UPLOADS));
        return purposes;
    }

    private static boolean hasNoBucketOfItsOwn(UploadsConfig uploads) {
        return switch (uploads) {
            case UploadsConfig.S3 s3 -> s3.bucket().isEmpty();
            case UploadsConfig.Gcs gcs -> gcs.bucket().isEmpty();
            case UploadsConfig.GridFs database -> false;
            case UploadsConfig.Filesystem volume -> false;
        };
    }

    /** Days in which nobody deletes from the bucket for {@code purpose}. */
    public static int lockDays(EnvironmentConfig config, String purpose) {
        return purpose.equals("backups") ? config.backup().store().lockDays() : 0;
    }

    /** Who keeps people's files, when it is done without a key. */
    public static Optional<BucketUser> uploads(ChatConfig chat) {
        return chat.uploads()
                .filter(BucketUsers::isWithoutKey)
                .map(uploads ->
                        new BucketUser(UPLOADS, UPLOADS, chat.namespace(), RocketChat.NAME, Set.of(Right.values())));
    }

    private static boolean isWithoutKey(UploadsConfig uploads) {
        return switch (uploads) {
            case UploadsConfig.S3 s3 -> s3.bucket().isEmpty() && s3.secret().isEmpty();
            case UploadsConfig.Gcs gcs -> false;
            case UploadsConfig.GridFs database -> false;
            case UploadsConfig.Filesystem volume -> false;
        };
    }
}
