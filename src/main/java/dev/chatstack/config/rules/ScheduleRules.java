package dev.chatstack.config.rules;

import dev.chatstack.config.backup.BackupConfig;
import dev.chatstack.config.values.CronSchedule;

/** A schedule names times that come. Kubernetes refuses one that does not, minutes into a deploy. */
public final class ScheduleRules {
    private ScheduleRules() {}

    public static void check(Blocks blocks, Findings findings) {
        blocks.find(BackupConfig.class).ifPresent(backup -> {
            comes("backup.schedule", backup.schedule(), findings);
            comes("backup.restoreTest", backup.restoreTest(), findings);
        });
    }

    private static void comes(String path, String schedule, Findings findings) {
        try {
            CronSchedule.of(schedule).longestGapSeconds();
        } catch (IllegalArgumentException e) {
            findings.refuse(path, String.valueOf(e.getMessage()), schedule);
        }
    }
}
