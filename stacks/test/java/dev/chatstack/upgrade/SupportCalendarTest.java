package dev.chatstack.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.blueprint.Blueprint;
import dev.chatstack.upgrade.Part.Kind;
import dev.chatstack.upgrade.SupportCalendar.Status;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The calendar of support")
class SupportCalendarTest {
    private static final Part GRAFANA = new Part(Kind.IMAGE, "grafana", "13.2.0");

    @Test
    void warnsOfAnImageNinetyDaysBeforeItsEnd() {
        assertThat(SupportCalendar.warnings(List.of(GRAFANA), LocalDate.of(2027, 2, 16)))
                .isEmpty();
        assertThat(SupportCalendar.warnings(List.of(GRAFANA), LocalDate.of(2027, 2, 17)))
                .containsExactly("support of image grafana 13.2.0 ends on 2027-05-18; update chatstack");
        assertThat(SupportCalendar.warnings(List.of(GRAFANA), LocalDate.of(2027, 5, 19)))
                .containsExactly("support of image grafana 13.2.0 ended on 2027-05-18; update chatstack");
    }

    @Test
    void failsAScheduledJobForAnImageToo() {
        List<SupportCalendar.Entry> entries = entries(GRAFANA, LocalDate.of(2027, 4, 18));

        assertThat(SupportCalendar.endsWithin(entries, 30)).isTrue();
        assertThat(SupportCalendar.endsWithin(entries, 29)).isFalse();
    }

    /** No day is made up, and an unknown release is not one whose makers publish no end. */
    @Test
    void tellsWhatHasNoEndFromWhatIsNotKnown() {
        LocalDate day = LocalDate.of(2026, 11, 20);

        assertThat(entries(new Part(Kind.CHART, "alloy", "1.11.1"), day))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.end().status()).isEqualTo(Status.NO_END_PUBLISHED);
                    assertThat(entry.end().source()).startsWith("github.com/grafana/alloy");
                });
        assertThat(entries(new Part(Kind.IMAGE, "grafana", "14.0.0"), day))
                .extracting(entry -> entry.end().status())
                .containsExactly(Status.UNKNOWN);
    }

    private static List<SupportCalendar.Entry> entries(Part part, LocalDate day) {
        return new SupportCalendar(new Blueprint("", List.of()), List.of(part), day).entries();
    }
}
