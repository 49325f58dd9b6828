package dev.chatstack.config.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Problem;
import dev.chatstack.config.rules.Findings;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A version of Kubernetes on EKS")
class EksVersionsTest {
    private final Findings findings = new Findings();

    @Test
    void isRefusedFromTheDayAfterItsSupportHasEnded() {
        EksVersions.check("1.35", LocalDate.of(2027, 3, 27), findings);
        assertThat(findings.problems()).isEmpty();
        EksVersions.check("1.35", LocalDate.of(2027, 3, 28), findings);
        assertThat(findings.problems())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .contains("its support ended on 2027-03-27", "1.36 (until 2027-08-02)")
                .doesNotContain("1.34");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.29", "1.3", "2.35", "newest", "1.036"})
    void isRefusedWhenItIsNoneThatEksHas(String version) {
        EksVersions.check(version, LocalDate.of(2026, 11, 20), findings);
        assertThat(findings.problems()).hasSize(1);
    }

    @Test
    void isAcceptedWithAWarningWhenItIsNewerThanTheTable() {
        EksVersions.check("1.37", LocalDate.of(2026, 11, 20), findings);

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.warnings())
                .singleElement()
                .asString()
                .contains("1.37 is newer than what this release of chatstack knows of EKS (its table is of 20");
    }
}
