package dev.chatstack.config.backup;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import dev.chatstack.config.values.CronTimes;
import dev.chatstack.config.values.Schedule;
import dev.chatstack.config.values.network.Reach;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;

/** Backups of the database, and the proof that they can be restored. A database that another team runs is for them to back up. */
public record BackupConfig(
        @About("where to keep backups") @Default("{in: bucket}")
        BackupStoreConfig store,

        @About("when to make a backup, in cron's five fields, UTC; a disaster loses at most the messages of "
                + "one interval")
        @Default(EVERY_HOUR)
        @Schedule
        String schedule,

        @About("when to restore the newest backup into a separate database and compare it, in cron's five "
                + "fields, UTC")
        @Default(EVERY_WEEK)
        @Schedule
        String restoreTest,

        @About("number of hourly backups to keep") @Default("24") @Min(1) @Max(1000)
        int hourly,

        @About("number of daily backups to keep") @Default("14") @Min(0) @Max(1000)
        int daily,

        @About("number of weekly backups to keep") @Default("8") @Min(0) @Max(1000)
        int weekly,

        @About("networks and ports of the store, such as 10.20.0.0/24:9000; for an endpoint whose name "
                + "resolves to private addresses")
        @Default("[]")
        List<@Reach String> reaches,

        @About("snapshots of the disks of the database and of monitoring; optional, by default none")
        Optional<SnapshotsConfig> snapshots) {
    /** Five fields of cron: when a backup is made unless the file says otherwise. */
    public static final String EVERY_HOUR = "7 * * * *";
    /** The same for the proof of a restore. */
    public static final String EVERY_WEEK = "17 2 * * 0";

    /** What holds for a file without the block. */
    public static final BackupConfig UNSAID = new BackupConfig(
            new BackupStoreConfig.Bucket(0), EVERY_HOUR, EVERY_WEEK, 24, 14, 8, List.of(), Optional.empty());

    /** Before the next one is due, when one is made every hour. */
    private static final int HOURLY_SECONDS = 3000;

    /** Of one that is made less often; retention takes an older one that is not finished for one that broke off. */
    public static final int RARE_SECONDS = 6 * 3600;

    /** How long one may take, in seconds. */
    public int deadlineSeconds() {
        return schedule.split(" +", -1)[1].equals("*") ? HOURLY_SECONDS : RARE_SECONDS;
    }

    /** The longest time between two backups, in seconds. */
    public long longestGapSeconds() {
        // most files say nothing else, and the calendar's library would lengthen each of their starts
        return schedule.equals(EVERY_HOUR)
                ? 3600
                : CronTimes.of(schedule).orElseThrow().longestGapSeconds();
    }
}
