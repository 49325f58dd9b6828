package dev.chatstack.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A report of verify")
class ReportTest {
    private record Fixed(String group, String name, Finding examine) implements Check {}

    private static final List<Check> CHECKS = List.of(
            new Fixed("pods", "pods are ready", Finding.passed("12 pods")),
            new Fixed("backups", "the newest backup is recent", Finding.failed("5 hours | ago <old>", "run it\nagain")),
            new Fixed("network", "refused", Finding.skipped("no monitoring")));

    private static Report report() {
        return Report.of("prod", CHECKS, result -> {});
    }

    @Test
    void isReadByPeople() {
        List<String> lines = new ArrayList<>();
        Report report = Report.of("prod", CHECKS, result -> lines.addAll(ReportText.lines(result)));

        assertThat(lines)
                .containsExactly(
                        "ok       pods are ready: 12 pods",
                        "FAILED   the newest backup is recent: 5 hours | ago <old>",
                        "         run it",
                        "         again",
                        "skipped  refused: no monitoring");
        assertThat(report.summary()).isEqualTo("prod: 1 of 2 checks failed, 1 skipped");
        assertThat(ReportText.groups(report))
                .containsExactly(
                        "pods          ok       12 pods",
                        "backups       FAILED   the newest backup is recent: 5 hours | ago <old>",
                        "                       run it",
                        "                       again",
                        "network       ok       no monitoring");
    }

    @Test
    void isReadByATicketAndByCi() {
        assertThat(ReportText.markdown(report()))
                .contains(
                        "prod: 1 of 2 checks failed, 1 skipped",
                        "| failed | backups: the newest backup is recent | 5 hours \\| ago <old> | run it<br>again |\n");
        assertThat(JUnitReport.of(report()))
                .contains(
                        "tests=\"3\" failures=\"1\" skipped=\"1\"",
                        "<testcase classname=\"backups\" name=\"the newest backup is recent\"",
                        "<failure message=\"5 hours | ago &lt;old&gt;\">run it\nagain</failure>",
                        "<skipped message=\"no monitoring\"");
    }
}
