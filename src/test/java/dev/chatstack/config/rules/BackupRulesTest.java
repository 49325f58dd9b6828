package dev.chatstack.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Problem;
import dev.chatstack.config.loader.ConfigException;
import dev.chatstack.testing.EnvironmentFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupRulesTest {
    private static final EnvironmentFile S3 = EnvironmentFile.MICROSERVICES.replace(
            "{in: volume}", "{in: s3, bucket: b1-backups, region: here, secret: b}");

    private static List<String> warnings(String volume, String schedule) {
        String text =
                EnvironmentFile.shipped("gcp-dev").text().replaceFirst("(?m)^  volume: 20Gi$", "  volume: " + volume);
        return new EnvironmentFile(text + "\nbackup:\n  schedule: " + schedule + "\n")
                .load().warnings().stream()
                        .map(Problem::toString)
                        .filter(line -> line.contains("backup"))
                        .toList();
    }

    @Test
    void aBackupThatCannotEndInTimeIsSaidBeforeItIsMissed() {
        assertThat(warnings("140Gi", "7 * * * *")).isEmpty();
        assertThat(warnings("200Gi", "7 * * * *"))
                .singleElement()
                .asString()
                .contains(
                        "backup.schedule",
                        "within 50 minutes",
                        "(200Gi), three quarters full, takes about 67 at the 40 MB/s")
                .contains("One a night (30 2 * * *) has 6 hours");
        assertThat(warnings("200Gi", "30 2 * * *")).isEmpty();
        assertThat(warnings("1200Gi", "30 2 * * *"))
                .singleElement()
                .asString()
                .contains("within 360 minutes", "Keep uploads out of the database, or use snapshots");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schedule: 7 * * * *                   |",
                "schedule: 30 2 * * *                  |",
                "schedule: 30 2 * * 1-5                | backup.schedule: must make a backup on every day in"
                        + " production",
                "schedule: 0 0 1 1 *                   | backup.schedule: must make a backup on every day in"
                        + " production",
                "schedule: 0 0 31 2 *                  | backup.schedule: must",
                "schedule: '*/5 * * * *'               | backup.schedule: must leave 15 minutes between two backups",
                "restoreTest: 17 2 * * 0               |",
                "restoreTest: 17 2 1 1 *               | backup.restoreTest: must prove a restore in every month in"
                        + " production",
                "hourly: 1, daily: 0, weekly: 0        | backup.daily: must keep backups of at least 7 days in"
                        + " production",
                "hourly: 167, daily: 6, weekly: 0      | backup.daily: must keep backups of at least 7 days in"
                        + " production",
                "hourly: 168, daily: 0, weekly: 0      |",
                "hourly: 1, daily: 7, weekly: 0        |",
                "hourly: 1, daily: 0, weekly: 1        |"
            })
    void productionHasABackupOfEachDayAndAWeekOfThem(String settings, String refusal) {
        EnvironmentFile file = EnvironmentFile.MICROSERVICES.replace(
                "{store: {in: volume}}", "\n  store: {in: volume}\n  " + settings.replace(", ", "\n  "));

        assertThat(said(file)).contains(refusal == null ? "accepted" : refusal);
        EnvironmentFile trial = new EnvironmentFile("production: false\n" + file.text());
        assertThat(said(trial)).doesNotContain("in production");
    }

    /** Retention deletes there what looks old to it. */
    @Test
    void theBucketOfBackupsIsTheirsAlone() {
        EnvironmentFile state =
                S3.replace("{backend: local}", "{backend: s3, bucket: b1-backups, region: eu-central-1}");
        EnvironmentFile uploads =
                S3.chat("settings: {uploads: {store: s3, bucket: b1-backups, region: here, secret: u}}");

        assertThat(said(state)).contains("backup.store.bucket: must be another bucket than state.bucket");
        assertThat(said(uploads))
                .contains("backup.store.bucket: must be another bucket than chat.settings.uploads.bucket");
        assertThat(said(new EnvironmentFile(uploads.text().replaceFirst("b1-backups", "b2-uploads"))))
                .isEqualTo("accepted");
        assertThat(said(new EnvironmentFile(state.text().replaceFirst("b1-backups", "b2-state"))))
                .isEqualTo("accepted");
    }

    /** The same name is another bucket at another store. */
    @Test
    void theBucketOfTailchatsFilesIsAnother() {
        assertThat(chatHub("b1-backups", "https://s3.example.org"))
                .contains("backup.store.bucket: must be another bucket than chat.objects.bucket");
        assertThat(chatHub("b2-files", "https://s3.example.org")).isEqualTo("accepted");
        assertThat(chatHub("b1-backups", "https://files.example.org")).isEqualTo("accepted");
    }

    private static String chatHub(String bucket, String endpoint) {
        return said(EnvironmentFile.shipped("k3s-chathub")
                .replace("  website:\n    host: website.chathub.example.org\n    folder: ../website\n", "")
                .replace(
                        "    bucket: example-chathub-backups",
                        "    bucket: b1-backups\n    endpoint: https://s3.example.org")
                .replace(
                        "    store: seaweedfs\n    volume: 20Gi\n",
                        "    store: external\n    secret: objects\n    endpoint: " + endpoint + "\n    bucket: "
                                + bucket + "\n"));
    }

    @Test
    void oneKeyMakesBackupsAndAnotherDeletesThem() {
        EnvironmentFile same = S3.replace("secret: b}", "secret: b, retentionSecret: b}");
        EnvironmentFile apart = S3.replace("secret: b}", "secret: b, retentionSecret: cleaner}");

        assertThat(said(same))
                .contains("backup.store.retentionSecret: must be another Secret than backup.store.secret");
        assertThat(S3.load().warnings())
                .anyMatch(warning -> warning.toString().contains("backup.store.retentionSecret"));
        assertThat(apart.load().warnings())
                .noneMatch(warning -> warning.toString().contains("retentionSecret"));
    }

    private static String said(EnvironmentFile file) {
        try {
            file.load();
            return "accepted";
        } catch (ConfigException e) {
            return e.getMessage();
        }
    }
}
