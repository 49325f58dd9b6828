package dev.chatstack.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Problem;
import dev.chatstack.testing.EnvironmentFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupRulesTest {
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
}
