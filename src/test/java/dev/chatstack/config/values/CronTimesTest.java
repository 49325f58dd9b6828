package dev.chatstack.config.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.backup.BackupConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 31 2 *",
                "0 0 30 2 *",
                "0 0 31 4,6,9,11 *",
                "99 99 99 99 99",
                "* 24 * * *",
                "* * * 13 *",
                "* * * * 7",
                "*/0 * * * *",
                ", , , , ,",
                "0 5-2 * * *",
                "60 * * * *",
                "0 0 0 * *",
                "- - - - -",
                "* * * *",
                "* * * * * *",
                "@daily",
                "0 0 * * mon",
                "1- * * * *",
                "0 0 29 2 *",
                "0 0 31 4,6 *",
                "* * 0 * *",
                "* * * * 8",
                "5-1 * * * *",
                "1,, * * * *"
            })
    void areNoneOutsideTheRangesOrTheCalendar(String schedule) {
        assertThat(new Schedule.Check().isValid(schedule, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 * * * *|1",
                "*/15 * * * *|0.25",
                "0 3 * * *|24",
                "0 */6 * * *|6",
                "0 9-17 * * *|16",
                "30 2 * * 1-5|72",
                "0 0 * * 0|168",
                "0 0 1 * *|744",
                "0 0 1 * 1|168",
                "0 8,20 * * *|12",
                "0 0 1 1 *|8784",
            })
    void areThisFarApart(String schedule, double hours) {
        assertThat(CronTimes.of(schedule).orElseThrow().longestGapSeconds()).isEqualTo((long) (hours * 3600));
    }

    @Test
    void areAsFarApartAsABackupIsByDefault() {
        assertThat(CronTimes.of(BackupConfig.EVERY_HOUR).orElseThrow().longestGapSeconds())
                .isEqualTo(BackupConfig.UNSAID.longestGapSeconds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7 * * * *", "17 2 * * 0", "*/20 * * * *", "0 3 * * 0-6", "0 0 1-31 * *"})
    void comeEveryWeek(String schedule) {
        CronTimes times = CronTimes.of(schedule).orElseThrow();

        assertThat(times.comeEvery(7)).isTrue();
        assertThat(times.areCloserThan(Duration.ofMinutes(15))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17 2 * * 0", "0 3 * * 1-5", "0 0 1 * *", "0 0 29 2 *", "0 * 1-30 * *"})
    void leaveOutADay(String schedule) {
        assertThat(CronTimes.of(schedule).orElseThrow().comeEvery(1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * * *", "*/5 * * * *", "0,5 4 * * *"})
    void comeTooOften(String schedule) {
        assertThat(CronTimes.of(schedule).orElseThrow().areCloserThan(Duration.ofMinutes(15)))
                .isTrue();
    }
}
