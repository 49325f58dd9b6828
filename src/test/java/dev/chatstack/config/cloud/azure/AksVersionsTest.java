package dev.chatstack.config.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Problem;
import dev.chatstack.config.cloud.AzureConfig;
import dev.chatstack.config.rules.Findings;
import dev.chatstack.config.setting.Default;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A version of Kubernetes on AKS")
class AksVersionsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    private final Findings findings = new Findings();

    @Test
    void isRefusedAfterItsLastDay() {
        AksVersions.check("1.34", DAY, findings);

        assertThat(findings.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "cloud.kubernetesVersion: must be a version that AKS supports, which are 1.35, 1.36, 1.37; this one ended on 2026-11-30, got `1.34`");
    }

    @Test
    void isRefusedWhenItIsOlderThanTheTable() {
        AksVersions.check("1.29", DAY, findings);

        assertThat(findings.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "cloud.kubernetesVersion: must be a version that AKS supports, which are 1.35, 1.36, 1.37, got `1.29`");
    }

    @Test
    void isAcceptedOnItsLastDayWithAWarning() {
        AksVersions.check("1.34", LocalDate.of(2026, 11, 30), findings);

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "cloud.kubernetesVersion: AKS supports 1.34 until 2026-11-30; upgrade to 1.35, 1.36, 1.37");
    }

    @Test
    void isAcceptedWithAWarningWhenItIsNewerThanTheTable() {
        AksVersions.check("1.38", DAY, findings);

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.warnings())
                .singleElement()
                .asString()
                .contains("1.38 is newer than what this release of chatstack knows");
    }

    /** Fails when the default has to be raised, three months before AKS ends its support. */
    @Test
    void isSupportedForMonthsWhenItIsTheDefault() {
        String version = Stream.of(AzureConfig.class.getRecordComponents())
                .filter(component -> component.getName().equals("kubernetesVersion"))
                .map(component -> component.getAnnotation(Default.class).value().replace("\"", ""))
                .findAny()
                .orElseThrow();

        AksVersions.check(version, LocalDate.now(), findings);

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.warnings()).isEmpty();
    }
}
