package dev.chatstack.config.rules;

import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.backup.BackupStoreConfig;
import dev.chatstack.config.chat.ObjectsConfig;
import dev.chatstack.config.chat.UploadsConfig;
import dev.chatstack.config.cloud.DockerConfig;
import dev.chatstack.config.cloud.ExistingClusterConfig;
import dev.chatstack.config.cloud.StateConfig;
import dev.chatstack.config.database.ExternalMongoDbConfig;
import dev.chatstack.config.database.MongoDbConfig;
import dev.chatstack.config.values.CronTimes;
import dev.chatstack.config.values.Sizes;
import java.time.Duration;
import java.util.Optional;

/** A backup that nobody can make, that comes too rarely or is deleted too soon, is no backup. */
public final class BackupRules {
    /** A backup reads the whole database. */
    private static final Duration APART = Duration.ofMinutes(15);

    /** Time in which people notice that something is gone. */
    private static final int DAYS_KEPT = 7;

    /**
     * Bytes a second that mongodump reads and compresses in its one stream on a fast core; on a slow one 18 to 20 million were
     * measured (docs/backups.md). A person who gets this message must be able to rely on it.
     */
    private static final long FAST_CORE = 40_000_000;

    /** How full a volume is when people think of a larger one. */
    private static final double FULL = 0.75;

    private BackupRules() {}

    public static void check(Blocks blocks, Findings findings) {
        if (blocks.has(ExternalMongoDbConfig.class)) {
            elsewhere(blocks, findings);
            return;
        }
        if (blocks.has(ExistingClusterConfig.class) && blocks.has(BackupStoreConfig.Bucket.class)) {
            findings.refuse(
                    "backup.store.in",
                    "must be s3 or volume on a cluster that exists, for nothing makes a bucket there",
                    "bucket");
        }
        blocks.find(BackupConfig.class).ifPresent(backup -> times(backup, blocks.production(), findings));
        blocks.find(BackupConfig.class)
                .filter(backup -> blocks.production())
                .ifPresent(backup -> somethingIsKept(backup, findings));
        blocks.find(BackupStoreConfig.S3.class).ifPresent(store -> {
            bucketIsForBackupsAlone(store, blocks, findings);
            keysAreApart(store, blocks, findings);
        });
        volumeHoldsOne(blocks, findings);
        volumeIsNotBesideTheDatabase(blocks, findings);
        oneEndsInTime(blocks, findings);
    }

    private static void oneEndsInTime(Blocks blocks, Findings findings) {
        Optional<BackupConfig> backup = blocks.find(BackupConfig.class);
        Optional<MongoDbConfig> mongodb = blocks.find(MongoDbConfig.class);
        if (backup.isEmpty() || mongodb.isEmpty()) {
            return;
        }
        long seconds = (long) (Sizes.bytes(mongodb.get().volume()) * FULL / FAST_CORE);
        int deadline = backup.get().deadlineSeconds();
        if (seconds > deadline) {
            findings.warn(
                    "backup.schedule",
                    "a backup must end within " + deadline / 60 + " minutes, and of mongodb.volume ("
                            + mongodb.get().volume() + "), three quarters full, takes about " + seconds / 60
                            + " at the 40 MB/s of a fast core. "
                            + (deadline < 6 * 3600
                                    ? "One a night (30 2 * * *) has 6 hours; or keep uploads out of the database"
                                    : "Keep uploads out of the database, or use snapshots (backup.snapshots) besides"));
        }
    }

    private static void elsewhere(Blocks blocks, Findings findings) {
        findings.warn(
                "backup",
                "mongodb.external is not backed up from here: the team that runs it must do so, and prove it");
        blocks.find(BackupConfig.class)
                .filter(backup -> !backup.equals(BackupConfig.UNSAID))
                .ifPresent(backup -> findings.refuse(
                        "backup",
                        "must be left out with mongodb.external, because chatstack backs up only the MongoDB that it runs. Back up your database with its own tools",
                        "a block"));
    }

    private static void times(BackupConfig backup, boolean production, Findings findings) {
        if (backup.schedule().equals(BackupConfig.EVERY_HOUR)
                && backup.restoreTest().equals(BackupConfig.EVERY_WEEK)) {
            return;
        }
        CronTimes schedule = CronTimes.of(backup.schedule()).orElseThrow();
        if (schedule.areCloserThan(APART)) {
            findings.refuse(
                    "backup.schedule",
                    "must leave 15 minutes between two backups, for each one reads the whole database",
                    backup.schedule());
        }
        if (production && !schedule.comeEvery(1)) {
            findings.refuse(
                    "backup.schedule",
                    "must make a backup on every day in production, such as 7 * * * * or 30 2 * * *",
                    backup.schedule());
        }
        if (production && !CronTimes.of(backup.restoreTest()).orElseThrow().comeEvery(31)) {
            findings.refuse(
                    "backup.restoreTest",
                    "must prove a restore in every month in production, such as 17 2 * * 0",
                    backup.restoreTest());
        }
    }

    private static void somethingIsKept(BackupConfig backup, Findings findings) {
        boolean week = backup.daily() >= DAYS_KEPT || backup.weekly() >= 1 || backup.hourly() >= 24 * DAYS_KEPT;
        if (!week) {
            findings.refuse(
                    "backup.daily",
                    "must keep backups of at least " + DAYS_KEPT
                            + " days in production: set daily to 7 or more, or weekly to 1 or more",
                    backup.daily());
        }
    }

    /** Old backups are deleted there, and who may write backups may write everything. */
    private static void bucketIsForBackupsAlone(BackupStoreConfig.S3 store, Blocks blocks, Findings findings) {
        Optional<String> other = Optional.empty();
        if (store.endpoint().isEmpty()
                && blocks.find(StateConfig.S3.class)
                        .filter(state -> state.bucket().equals(store.bucket()))
                        .isPresent()) {
            other = Optional.of("state.bucket");
        } else if (blocks.find(UploadsConfig.S3.class)
                .filter(uploads -> uploads.endpoint().equals(store.endpoint())
                        && uploads.bucket().equals(Optional.of(store.bucket())))
                .isPresent()) {
            other = Optional.of("chat.settings.uploads.bucket");
        } else if (blocks.find(ObjectsConfig.External.class)
                .filter(objects -> objects.bucket().equals(store.bucket())
                        && store.endpoint().filter(objects.endpoint()::equals).isPresent())
                .isPresent()) {
            other = Optional.of("chat.objects.bucket");
        }
        other.ifPresent(path -> findings.refuse(
                "backup.store.bucket",
                "must be another bucket than " + path + ": backups need one for themselves, where old ones are deleted",
                store.bucket()));
    }

    /** Who takes the job that makes backups must not get the key that deletes them. */
    private static void keysAreApart(BackupStoreConfig.S3 store, Blocks blocks, Findings findings) {
        store.retentionSecret()
                .filter(secret -> secret.equals(store.secret()))
                .ifPresent(secret -> findings.refuse(
                        "backup.store.retentionSecret", "must be another Secret than backup.store.secret", secret));
        // a Docker host has one container for all of it
        if (blocks.has(DockerConfig.class)) {
            store.retentionSecret()
                    .ifPresent(secret -> findings.refuse(
                            "backup.store.retentionSecret",
                            "must be left out on a Docker host, where one container makes and deletes backups",
                            secret));
        } else if (blocks.production() && store.retentionSecret().isEmpty()) {
            findings.warn(
                    "backup.store.retentionSecret",
                    "is left out: anyone who gets the key that makes backups can delete them");
        }
    }

    /** A class that loses its disks, or is full, would take the database and its copies together. */
    private static void volumeIsNotBesideTheDatabase(Blocks blocks, Findings findings) {
        blocks.find(BackupStoreConfig.Volume.class)
                .ifPresent(
                        store -> blocks.find(ExistingClusterConfig.class)
                                .flatMap(ExistingClusterConfig::databaseStorageClass)
                                .filter(database -> blocks.production()
                                        && store.storageClass()
                                                .map(database::equals)
                                                .orElse(true))
                                .ifPresent(
                                        database -> findings.warn(
                                                "backup.store.storageClass",
                                                "must name another class than the database's (" + database
                                                        + "), or backups may be lost together with what they are copies of. In an environment that runs, copy the backups to the new volume first")));
    }

    private static void volumeHoldsOne(Blocks blocks, Findings findings) {
        blocks.find(BackupStoreConfig.Volume.class).ifPresent(store -> blocks.find(MongoDbConfig.class)
                .filter(mongodb -> Sizes.bytes(store.size()) < Sizes.bytes(mongodb.volume()))
                .ifPresent(mongodb -> findings.refuse(
                        "backup.store.size",
                        "must be at least mongodb.volume (" + mongodb.volume() + ")",
                        store.size())));
    }
}
