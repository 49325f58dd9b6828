package dev.chatstack.config.backup;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Backups of the database, and the proof that they can be restored. A database that somebody else runs is for them to back up. */
public record BackupConfig(
        @About("where they are kept") @Default("{in: bucket}")
        BackupStoreConfig store,

        @About(
                "when one is made, in the five fields of cron, UTC; every hour, so that no more than an hour is ever lost")
        @Default(EVERY_HOUR)
        @Pattern(regexp = CRON, message = CRON_MESSAGE)
        String schedule,

        @About("when the newest one is restored into a database of its own and compared")
        @Default(EVERY_WEEK)
        @Pattern(regexp = CRON, message = CRON_MESSAGE)
        String restoreTest,

        @About("how many of the last hours keep a backup") @Default("24") @Min(1) @Max(1000)
        int hourly,

        @About("how many of the last days keep one") @Default("14") @Min(0) @Max(1000)
        int daily,

        @About("how many of the last weeks keep one") @Default("8") @Min(0) @Max(1000)
        int weekly,

        @About("snapshots of the disks of the database and of monitoring besides; leave it out for none")
        Optional<SnapshotsConfig> snapshots) {
    /** Five fields of cron: when a backup is made unless the file says otherwise. */
    public static final String EVERY_HOUR = "7 * * * *";
    /** The same for the proof of a restore. */
    public static final String EVERY_WEEK = "17 2 * * 0";

    private static final String CRON = "[-0-9*/,]+( [-0-9*/,]+){4}";
    private static final String CRON_MESSAGE = "must be five fields of cron, such as 7 * * * *";
}
