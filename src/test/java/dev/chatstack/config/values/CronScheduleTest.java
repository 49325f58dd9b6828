package dev.chatstack.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Five fields of cron")
class CronScheduleTest {
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
                "0 0 * * 7|168",
                "0 0 1 * *|744",
                "0 0 1 * 1|168",
                "0 8,20 * * *|12",
            })
    void areThisFarApart(String schedule, double hours) {
        assertThat(CronSchedule.of(schedule).longestGapSeconds()).isEqualTo((long) (hours * 3600));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "- * * * *",
                "1,, * * * *",
                "* * * *"
            })
    void nameNoTime(String schedule) {
        assertThatThrownBy(() -> CronSchedule.of(schedule)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6 *"})
    void nameADayThatNeverComes(String schedule) {
        assertThatThrownBy(() -> CronSchedule.of(schedule).longestGapSeconds())
                .hasMessage("must run more than once in two years");
    }
}
