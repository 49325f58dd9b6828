package dev.chatstack.kubernetes.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.config.Support;
import dev.chatstack.kubernetes.charts.Versions.Exploited;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** Nothing is deployed on ARM processors of which nobody has looked whether it is published for them. */
    @Test
    void areKnownToBePublishedForArmOrNot() {
        Set<String> known = new TreeSet<>();
        Support.lines("arm64").properties().forEach(entry -> {
            known.add(entry.getKey());
            assertThat(entry.getValue().path("source").asText())
                    .as(entry.getKey())
                    .isNotEmpty();
        });
        Set<String> deployed = new TreeSet<>();
        Versions.images().forEach(image -> deployed.add(Versions.nameOf(image).orElseThrow()));
        deployed.addAll(Versions.charts());

        Set<String> programs = deployed.stream().map(VersionsTest::program).collect(Collectors.toSet());
        assertThat(programs).isEqualTo(known);
    }

    /** One entry for each program: a chart of several parts, an image in several versions. */
    private static String program(String name) {
        return name.replaceFirst("^(istio).*", "$1").replaceFirst("^(cluster-autoscaler).*", "$1");
    }

    /** A newer Istio needs another look at what its makers support it on. */
    @Test
    void haveTheLineOfIstioWhoseKubernetesIsKnown() {
        assertThat(Support.lines("istio")).singleElement().satisfies(line -> assertThat(
                        Versions.chart("istiod").version())
                .startsWith(line.path("line").asText() + "."));
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
