package dev.chatstack.config.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A version of Kubernetes on EKS")
class EksVersionsTest {
    @Test
    void isRefusedFromTheDayAfterItsSupportHasEnded() {
        assertThat(EksVersions.objection("1.35", LocalDate.of(2027, 3, 27))).isEmpty();
        assertThat(EksVersions.objection("1.35", LocalDate.of(2027, 3, 28)))
                .hasValueSatisfying(objection -> assertThat(objection)
                        .contains("its support ended on 2027-03-27", "1.36 (until 2027-08-02)")
                        .doesNotContain("1.34"));
    }
}
