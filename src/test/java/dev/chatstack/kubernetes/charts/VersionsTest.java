package dev.chatstack.kubernetes.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.kubernetes.charts.Versions.Exploited;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The images of versions.yaml")
class VersionsTest {
    @Test
    void haveNoFaultThatAttackersUse() {
        assertThat(Versions.exploited()).isNotEmpty().allSatisfy(fault -> assertThat(Versions.images())
                .as(fault.fault() + ", fixed in " + fault.fixed() + ", " + fault.source())
                .noneMatch(fault::isIn));
    }

    @Test
    void areComparedByReleaseWithinTheirLine() {
        Exploited fault = new Exploited("mongo", "7.0", "7.0.28", "CVE-2025-14847", "a list");

        assertThat(List.of("mongo:7.0.26", "mongo:7.0.9", "mongo:7.0.26@sha256:00", "docker.io/library/mongo:7.0.26"))
                .allMatch(fault::isIn);
        assertThat(List.of(
                        "mongo:7.0.28", "mongo:7.0.100", "mongo:8.0.1", "percona/mongo:7.0.1", "mongo-express:7.0.1"))
                .noneMatch(fault::isIn);
    }
}
