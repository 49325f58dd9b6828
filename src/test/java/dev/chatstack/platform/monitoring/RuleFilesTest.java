package dev.chatstack.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstack.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleFilesTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Path RUNBOOKS = REPOSITORY.resolve("docs/runbooks");

    @Test
    void promtoolAcceptsEveryRule() {
        Program.run(RuleFiles.RULES, "sh", "-c", "promtool check rules *.yaml").succeeds();
    }

    @Test
    void everyAlertHasItsOwnName() {
        assertThat(RuleFiles.alerts()).extracting(RuleFiles.Rule::name).doesNotHaveDuplicates();
    }

    @Test
    void everyAlertPagesOrOpensATicketExceptTheWatchdog() {
        assertThat(RuleFiles.alerts()).allSatisfy(alert -> assertThat(
                        alert.yaml().at("/labels/severity").asText())
                .isIn(alert.name().equals("Watchdog") ? List.of("none") : List.of("page", "ticket")));
    }

    @Test
    void everyAlertSaysForHowLongItWaits() {
        assertThat(RuleFiles.alerts())
                .filteredOn(alert -> !alert.name().equals("Watchdog"))
                .allSatisfy(alert -> assertThat(alert.yaml().has("for")).isTrue());
    }

    @Test
    void everyAlertTellsWhatItMeansAndWhereToLook() {
        assertThat(RuleFiles.alerts()).allSatisfy(alert -> {
            assertThat(alert.yaml().at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.yaml().at("/annotations/description").asText())
                    .hasSizeGreaterThan(40)
                    .endsWith(".");
            assertThat(alert.yaml().at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/runbooks/%s.md", alert.name());
        });
    }

    @Test
    void everyAlertHasItsPageAndEveryPageItsAlert() throws IOException {
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(page -> !page.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(RuleFiles.alerts().stream()
                            .map(alert -> alert.name() + ".md")
                            .toList());
        }
    }
}
