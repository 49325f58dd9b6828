package dev.chatstack.config.backup;

import dev.chatstack.config.setting.About;
import dev.chatstack.config.setting.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/** Snapshots of the disks of the database and of monitoring: the quick way back. They die with the disks' region; they are no backups. */
public record SnapshotsConfig(
        @About("how often to make a snapshot of each disk")
        @Default("24h")
        @Pattern(regexp = "(1|2|3|4|6|8|12|24)h", message = "must divide a day: 1h, 2h, 3h, 4h, 6h, 8h, 12h or 24h")
        String every,

        @About("number of snapshots to keep per disk") @Default("7") @Min(1) @Max(100)
        int keep) {
    /** In the five fields of cron, UTC: between the backups, which begin at minute 7, and at night if once a day. */
    public String schedule() {
        return every.equals("24h") ? "37 3 * * *" : "37 */" + every.replace("h", "") + " * * *";
    }
}
