package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void findsMetricsAndNothingElse() {
        assertThat(PromQl.metricNames("""
                        sum by (namespace, pod) (rate(http_requests_total{code=~"5..|x{2}", job="a"}[5m])) # a remark
                        / on (namespace) group_left (version) avg_over_time(slo:errors:ratio[1h]) > bool 14.4 * 1e3
                        unless absent(up) and time() - some_timestamp offset 5m < 0x1F or vector(1)
                        """))
                .containsExactly("http_requests_total", "slo:errors:ratio", "some_timestamp", "up");
    }

    @Test
    void doesNotTakeAKeywordBeforeAParenthesisForAFunction() {
        assertThat(PromQl.metricNames("count(a) unless (b) and (c)")).containsExactly("a", "b", "c");
    }

    @Test
    void keepsTheMetricOfASubquery() {
        assertThat(PromQl.metricNames("max_over_time(rate(a_total[5m])[1h:1m])"))
                .containsExactly("a_total");
    }
}
