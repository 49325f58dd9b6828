package dev.chatstack.kubernetes.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Values of a chart")
class ValuesTest {
    @Test
    void standUnderTheirPathSortedByName() {
        Values values = Values.of("service.port", 3000)
                .set("service.annotations.owner", "ops")
                .set("crds", false);

        assertThat(HelmRelease.yaml(values)).isEqualTo("""
                crds: false
                service:
                  annotations:
                    owner: ops
                  port: 3000
                """);
    }

    @Test
    void keepADotThatBelongsToAName() {
        assertThat(HelmRelease.yaml(Values.of("grafana\\.ini.auth\\.oauth.enabled", true)))
                .isEqualTo("""
                grafana.ini:
                  auth.oauth:
                    enabled: true
                """);
    }

    @Test
    void leaveOutWhatIsNotThere() {
        Values values = Values.none().set("a", Optional.of("x")).set("b", Optional.empty());

        assertThat(HelmRelease.yaml(values)).isEqualTo("a: x\n");
    }

    @Test
    void takeTheChartsOwnValueAwayWhereThatIsAskedFor() {
        assertThat(HelmRelease.yaml(Values.none().setOrClear("user.id", Optional.empty())))
                .isEqualTo("""
                user:
                  id: null
                """);
    }

    @Test
    void holdOtherValuesAloneAndInLists() {
        Values values = Values.of("one", Values.of("a", 1)).set("many", List.of(Values.of("b", 2)));

        assertThat(HelmRelease.yaml(values)).isEqualTo("""
                many:
                - b: 2
                one:
                  a: 1
                """);
    }

    @Test
    void areFilledFurtherBelowValuesThatWereSetAsAWhole() {
        assertThat(HelmRelease.yaml(Values.of("one", Values.of("a", 1)).set("one.b", 2)))
                .isEqualTo("""
                one:
                  a: 1
                  b: 2
                """);
    }

    @Test
    void refuseAFieldOfSomethingThatHasNone() {
        Values values = Values.of("port", 80);

        assertThatThrownBy(() -> values.set("port.name", "http"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("port was set as a whole before a field of it: 80");
    }
}
